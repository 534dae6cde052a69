//! The tokens of a statement that are still there, with what its rewrites put around them.

use super::layout::Layout;
use super::oracle::Fate;
use super::sheet::{Room, Sheet};

/// A token as far as it is there, with what is put around it.
#[derive(Debug, Clone)]
pub struct Piece {
    /// What stands before it.
    pub gap: String,
    pub text: String,
    pub room: Room,
    /// Whether the gap is output.
    pub output: bool,
    /// Kept, gone, or other words.
    pub fate: Fate,
}

/// The tokens but those that are lost; what follows these has the place of the first of them.
pub fn pieces(sheet: &Sheet, layout: &Layout, fates: &[Fate]) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut place: Option<(&String, Room)> = None;
    for ((token, gap), fate) in sheet.tokens.iter().zip(&layout.gaps).zip(fates) {
        if *fate == Fate::Lost {
            place.get_or_insert((gap, token.room));
            continue;
        }
        let mut piece = Piece {
            gap: gap.clone(),
            text: token.text.clone(),
            room: token.room,
            output: token.output,
            fate: Fate::Kept,
        };
        let lost = place.take();
        match fate {
            Fate::Opens(words) | Fate::Wrapped(words) => {
                if let Some((gap, room)) = lost {
                    (piece.gap, piece.room) = (gap.clone(), room);
                }
                let last = pieces.last().map_or("", |last| &last.text);
                let is_word = |c: char| c.is_alphanumeric() || c == '_';
                if piece.gap.is_empty() && piece.room != Room::None && last.ends_with(is_word) {
                    piece.gap.push(' ');
                }
                piece.text.insert_str(0, words);
            }
            Fate::Closes | Fate::Kept | Fate::Lost => {}
            Fate::Gone | Fate::Callee | Fate::Words(_) => piece.fate = fate.clone(),
        }
        if matches!(fate, Fate::Closes | Fate::Wrapped(_)) {
            piece.text.push(')');
        }
        pieces.push(piece);
    }
    pieces
}
