//! What a fuzzer calls: any text as a report that people wrote in, made anew.

use stimulab::edit::regenerate::regenerate;

const FRESH: &str = "<!-- stimulab: report 2019/a nb -->\n\n\
    <!-- stimulab: begin facts -->\n\n# Tittel\n\n- **Eier:** Digdir\n\n<!-- stimulab: end facts -->\n\n\
    <!-- stimulab: ask purpose -->\n\n## Formål\n\n> Skriv her.\n\n<!-- stimulab: end purpose -->\n\n\
    <!-- stimulab: begin method -->\n\n## Metode\n\nTrippel diamant.\n\n<!-- stimulab: end method -->\n";

/// Takes what stands in front of the first zero byte for what people have, and the rest for what the template gives.
pub fn look(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let (old, fresh) = text.split_once('\0').unwrap_or((&text, FRESH));
    for fresh in [fresh, FRESH] {
        let Ok(made) = regenerate(old, fresh, "Endret:") else { continue };
        assert_eq!(regenerate(old, fresh, "Endret:").unwrap(), made, "the same twice");
        // What was made is a document that can be made anew, unless the template itself gives what git leaves in a conflict.
        assert!(fresh != FRESH || regenerate(&made.text, fresh, "Endret:").is_ok(), "{}", made.text);
    }
}
