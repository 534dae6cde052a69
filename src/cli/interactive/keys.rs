//! What can be typed, as the prompt and `?` tell it, and which answers the keys give.

use crate::fix::Applicability;

use super::review::{Answer, Hunk};

/// The columns of the longest prompt.
pub(super) const LONGEST_PROMPT: usize =
    "Apply this unsafe change [y,n,a,d,r,R,e,u,p,P,q,?]? ".len();

/// The prompt of a hunk; where there is no answer yet, none can be taken back.
pub(super) fn prompt(hunk: &Hunk, can_undo: bool) -> String {
    let what = match hunk.sure {
        Applicability::Safe => "this change",
        _ => "this unsafe change",
    };
    let undo = if can_undo { "u," } else { "" };
    format!("Apply {what} [y,n,a,d,r,R,e,{undo}p,P,q,?]?")
}

/// The answer that a key gives at once.
pub(super) fn answer<E>(typed: char) -> Option<Answer<E>> {
    Some(match typed {
        'y' => Answer::Yes,
        'n' => Answer::No,
        'a' => Answer::YesToFile,
        'd' => Answer::NoToFile,
        'r' => Answer::YesToRule,
        'R' => Answer::NoToRule,
        _ => return None,
    })
}

/// What each key does, a line each; `has_less_sure` says that there are hunks less sure than this one.
pub(super) fn help(hunk: &Hunk, has_less_sure: bool) -> Vec<String> {
    let rules = hunk.rules.join(" and ");
    let but = if has_less_sure {
        " (unsafe ones are still asked)"
    } else {
        ""
    };
    vec![
        "y - apply this change".to_owned(),
        "n - leave it".to_owned(),
        format!("a - apply it and all later ones of this file{but}"),
        "d - leave it and all later ones of this file".to_owned(),
        format!("r - apply it and all later ones of {rules}{but}"),
        format!("R - leave it and all later ones of {rules}"),
        "e - edit it by hand, in your editor".to_owned(),
        "u - take back the last answer, in whatever file".to_owned(),
        "p - show it again".to_owned(),
        "P - show all of it, in your pager".to_owned(),
        "q - leave it and all others, and apply what was accepted".to_owned(),
        "Files are written behind the last answer, or q; Ctrl-C changes none.".to_owned(),
    ]
}
