//! `invalid-template`: a template of the portfolio that no document can be made from.

use crate::{
    document::{FaultKind, TemplateDefect},
    finding::Message,
    rule::{Check, rule},
};

rule! {
    /// Finds templates of the portfolio that no document can be made from.
    ///
    /// # Why
    ///
    /// A template in `templates/` becomes a document, or takes the place of one of the program's. One that cannot be read is
    /// noticed only when somebody needs the document. A template of a new document says first what the document is about: a
    /// `year`, several `years` or a `project`. Names and filters that do not exist show when the document is made.
    ///
    /// # Example
    ///
    /// ```jinja
    /// <!-- templates/sheet.md.j2 -->
    /// {# stimulab
    /// about: project
    /// #}
    /// {% if project.title %}
    /// # {{ project.title.text }}
    /// ```
    ///
    /// # Use instead
    ///
    /// ```jinja
    /// <!-- templates/sheet.md.j2 -->
    /// {# stimulab
    /// about: project
    /// #}
    /// {% if project.title %}
    /// # {{ project.title.text }}
    /// {% endif %}
    /// ```
    "invalid-template", "SL118", Error, Check::Fault(message)
}

fn message(fault: &FaultKind) -> Option<Message> {
    let FaultKind::Template(defect) = fault else { return None };
    Some(match defect {
        TemplateDefect::Unclosed => Message::new(text!("unclosed")),
        TemplateDefect::Grammar(why) => Message::new(text!("message")).with("value", why.as_str()),
        TemplateDefect::TooLong => Message::new(text!("too-long")),
        TemplateDefect::NoHeader => Message::new(text!("no-header")),
        TemplateDefect::BadHeader => Message::new(text!("bad-header")),
        TemplateDefect::StrayBlock(block) => match &block.suggestion {
            Some(near) => Message::new(text!("block-suggest"))
                .with("value", block.name.as_str())
                .with("suggestion", near.as_str()),
            None => Message::new(text!("block")).with("value", block.name.as_str()),
        },
    })
}
