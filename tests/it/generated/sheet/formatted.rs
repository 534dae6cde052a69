//! F-strings as tokens: their texts, and their fields with what stands in them.

use super::super::statement::{Field, Formatted, Part};
use super::{Around, Room, Sheet};

impl Sheet {
    pub(super) fn formatted(&mut self, formatted: &Formatted, around: Around) {
        self.token(&formatted.open);
        self.parts(&formatted.parts, around);
        self.glued = true;
        self.token(&formatted.close);
    }

    fn parts(&mut self, parts: &[Part], around: Around) {
        for part in parts {
            self.glued = true;
            match part {
                Part::Text("") => {}
                Part::Text(text) => {
                    self.token(text);
                }
                Part::Field(field) => self.field(field, around),
            }
        }
    }

    fn field(&mut self, field: &Field, around: Around) {
        let value = Around {
            truth: false,
            query: false,
            output: around.output || field.output,
            ..around
        };
        let outer = self.output;
        self.token("{");
        if let Some(room) = self.rooms.last_mut() {
            *room = if field.free {
                Room::Bracket
            } else {
                Room::Blanks
            };
        }
        self.output = value.output;
        self.expression(&field.value, value);
        if field.output {
            self.token("=");
        }
        if let Some(conversion) = field.conversion {
            self.glued = true;
            self.token(conversion);
        }
        if let Some(spec) = &field.spec {
            self.glued |= field.conversion.is_some();
            self.token(":");
            self.parts(spec, value);
            self.glued = true;
        }
        self.glued |= field.conversion.is_some();
        self.token("}");
        self.output = outer;
    }
}
