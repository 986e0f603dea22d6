//! The decision: may this actor do this? Agreements come later; today the role alone decides.

use crate::{Action, Actor, Role};

/// An answer with its reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decision {
    /// Whether the action may go ahead.
    pub allowed: bool,
    /// Why, in words for the person who asked.
    pub reason: &'static str,
}

/// Decides.
pub fn decide(actor: &Actor, action: Action) -> Decision {
    match (actor.role, action) {
        (Role::Operator, _) => Decision { allowed: true, reason: "an operator holds the place's files" },
        (Role::Anonymous, _) => Decision { allowed: false, reason: "nobody is signed in" },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The whole table of roles and actions, for a reader who is no engineer.
    #[test]
    fn role_by_action_table_is_as_agreed() {
        let mut table = String::new();
        for action in Action::ALL {
            table.push_str(action.name());
            for role in Role::ALL {
                let decision = decide(&Actor { name: "x".into(), role }, action);
                table.push_str(if decision.allowed { "  yes" } else { "  no" });
            }
            table.push('\n');
        }
        insta::assert_snapshot!(table, @r"
        register_place  yes  no
        load_source  yes  no
        link_records  yes  no
        view_status  yes  no
        view_history  yes  no
        show_entity  yes  no
        find_entity  yes  no
        evaluate_linkage  yes  no
        export_pairs  yes  no
        export_homes  yes  no
        import_verdicts  yes  no
        ");
    }
}
