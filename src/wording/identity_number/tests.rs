//! Tests of finding and masking identity numbers.

use proptest::prelude::*;

use super::*;

/// Adds the check digits to nine digits; none if no check digits are valid.
fn with_check_digits(first: &str) -> Option<String> {
    (0..100).map(|check| format!("{first}{check:02}")).find(|number| {
        let digits: Vec<u32> = number.chars().filter_map(|c| c.to_digit(10)).collect();
        let sum = |weights: &[u32]| digits.iter().zip(weights).map(|(a, b)| a * b).sum::<u32>() % 11;
        sum(&[3, 7, 6, 1, 8, 9, 4, 5, 2, 1]) == 0 && sum(&[5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1]) == 0
    })
}

fn found(text: &str) -> Vec<&str> {
    find(text).map(|range| &text[range]).collect()
}

#[test]
fn all_kinds_are_found() {
    // Day, D-number, synthetic by NAV and by Skatteetaten, the leap day of 2000.
    for first in ["010190123", "410190123", "014190123", "018190123", "290200512"] {
        let base: u32 = first.parse().unwrap();
        let number = (base..base + 20).find_map(|first| with_check_digits(&format!("{first:09}"))).unwrap();
        assert_eq!(found(&number), [&*number]);
        let spaced = format!("{} {}", &number[..6], &number[6..]);
        assert_eq!(found(&format!("Fnr.: {spaced}.")), [&*spaced]);
        assert!(!masked(&format!("a {number} b {spaced}")).contains(&number[2..]));
    }
}

#[test]
fn numbers_are_found_however_they_are_written() {
    let number = "15490810150";
    for written in [
        "15 49 08 10150",
        "15.49.08 10150",
        "15.49.08.10150",
        "154908.10150",
        "154908–10150",
        "154908  10150",
        "154908-10150",
        "15-49-08-10150",
    ] {
        assert_eq!(written.replace(|c: char| !c.is_ascii_digit(), ""), number);
        assert_eq!(found(&format!("Kari, {written}, Oslo")), [written]);
        assert!(!masked(written).contains("10150"));
    }
    assert_eq!(found(&format!("fnr{number}; Fødselsnummer{number}")), [number, number]);
    for written in [
        "xx15490810150",
        "15490810150x",
        "15\u{ad}49081\u{200b}0150",
        "154908\u{2060} 10150\u{ad}",
        "å\u{ad}15490810150",
    ] {
        let hidden = masked(written);
        assert_eq!(found(written).len(), 1, "{written}");
        assert!(hidden.len() == written.len() && hidden.chars().filter(char::is_ascii_digit).count() == 2, "{hidden}");
    }
    for written in [
        "1,15490810150,60",
        "10,15490810150",
        "15490810150,15490810150",
        "15490810150/2",
        "1:15490810150",
        "2024/15490810150",
        "154908\u{2011}10150",
        "154908\n10150",
        "154908\r\n    10150",
        "154908-\n> 10150",
    ] {
        assert!(find(written).next().is_some() && find(&masked(written)).next().is_none(), "{written:?}");
        assert!(!masked(written).contains("10150"), "{written:?}");
    }
    // A day and an amount, cells of a table, a coordinate.
    for other in ["02.82.90 12041", "154908\t10150", "1;154908\n10150;2", "34;28,15490810150", "1 154908\n10150"] {
        assert_eq!(found(other).len(), usize::from(other.starts_with("02.82")), "{other}");
    }
    for other in
        ["5 49 08 10150", "15 49 0810150", "154908   10150", "xfnr 15490810151", "15,49,08 10150", "e2f15490810150a"]
    {
        assert_eq!(found(other), Vec::<&str>::new(), "{other}");
    }
}

#[test]
fn numbers_are_found_and_masked_as_they_are_read() {
    for written in [
        "154908\\-10150",
        "154908\\\\-10150",
        "154908\\_10150",
        "154908&nbsp;10150",
        "154908&#8209;10150",
        "&#49;54908 10150",
        "&#x31;&#x35;&#x34;&#x39;&#x30;&#x38;&#x31;&#x30;&#x31;&#x35;&#x30;",
        "&amp;#49;5490810150",
        "**154908** 10150",
        "*154908*10150",
        "1549**08**-10150",
        "154908 - 10150",
        "154908 – 10150",
        "154908\u{a0}–\u{a0}10150",
        "154908\u{2003}10150",
        "154908\u{a0}\u{a0}\u{a0}10150",
        "154908—10150",
        "154908/10150",
        "154908_10150",
        "`154908`-`10150`",
        "[154908](https://x.no/a)10150",
        "[154908][a]-10150",
        "<b>154908</b>10150",
        "<tspan>154908</tspan><tspan>10150</tspan>",
        "154908<br>10150",
        "154908<!-- x -->10150",
        "\\u0031\\x35490810150",
        "154908\\\n     10150",
        "15490\\\n     810150",
        "154908\\n10150",
        "154908%2010150",
        "%3154908%2D10150",
        "１５４９０８１０１５０",
        "１５４９０８ １０１５０",
        "𝟙𝟝𝟜𝟡𝟘𝟠𝟙𝟘𝟙𝟝𝟘",
        "154908\u{fe0f}10150",
        "154908\u{301}10150",
        "~~154908~~ 10150",
        "<span style=\"a\">154908</span>-<span>10150</span>",
    ] {
        let text = format!("Kari ({written}), Oslo");
        assert_eq!(digits(&text), ["15490810150"], "{written}");
        let place = find(&text).next().unwrap();
        assert!(written.contains(&text[place.clone()]), "{written}");
        let hidden = masked(&text);
        assert!(hidden.len() == text.len() && digits(&hidden).is_empty(), "{hidden}");
        assert!(hidden.starts_with("Kari (") && hidden.ends_with("), Oslo"), "{hidden}");
        assert!(!hidden.contains("10150") && hidden.contains("**"), "{hidden}");
    }
    for other in ["154908</td><td>10150", "154908</p><p>10150", "154908|10150", "154908 + 10150", "154908 - - 10150"] {
        assert_eq!(digits(other), Vec::<String>::new(), "{other}");
    }
}

#[test]
fn numbers_of_nav_and_health_are_found() {
    for number in ["01327200336", "04250100286", "81234567802", "812345 67802", "812345-67802"] {
        let found = numbers(&format!("Kari, {number}."));
        assert_eq!((found[0].range.clone(), found[0].kind), (6..6 + number.len(), NumberKind::Substitute), "{number}");
    }
    // One digit is wrong, the month is none, or the first check digit is right only from 2032 on.
    for other in ["01327200337", "81234567801", "01347200336"] {
        assert_eq!(found(other), Vec::<&str>::new(), "{other}");
    }
    // Month + 60, which NAV gives in its test systems and to people without a number, too.
    let number = with_check_digits("017290123").or_else(|| with_check_digits("017290124")).unwrap();
    assert_eq!(numbers(&number)[0].kind, NumberKind::Substitute);
}

#[test]
fn accounts_are_told_from_people() {
    for text in
        ["kontonummer 15490810150", "Konto: 15490810150", "til tilskuddskonto nr. 15490810150", "IBAN 15490810150"]
    {
        assert_eq!(found(text), Vec::<&str>::new(), "{text}");
    }
    for text in
        ["kontonummer 154908 10150", "kontoret, 15490810150", "konto og fnr: 15490810150", "brukerkonto 15490810150"]
    {
        assert_eq!(found(text).len(), 1, "{text}");
    }
}

#[test]
fn names_in_a_path_stand_alone() {
    assert_eq!(masked_path("2019/15490810150.md"), "2019/15*********.md");
    assert_eq!(masked_path("2019/alfa/notat_154908-10150 (2).md"), "2019/alfa/notat_15****-***** (2).md");
    assert_eq!(masked_path("2019/alfa/12.md"), "2019/alfa/12.md");
}

#[test]
fn other_numbers_are_let_be() {
    let number = with_check_digits("010190100").or_else(|| with_check_digits("010190101")).unwrap();
    assert_eq!(found(&number).len(), 1);
    for text in [
        format!("{number}0"),
        format!("1{number}"),
        format!("0.{number}"),
        format!("a7f{number}"),
        format!("{number}b2"),
        format!("{number}.5"),
        format!("0,{number}"),
        with_check_digits("320190101").unwrap_or_default(),
        with_check_digits("290201101").unwrap_or_default(),
        "18 800 000 991825827 20190101".to_owned(),
        "00000000000".to_owned(),
    ] {
        assert_eq!(found(&text), Vec::<&str>::new(), "{text}");
    }
}

proptest! {
    #[test]
    fn nothing_found_is_shown(text in "[0-9 \u{a0}\u{ad}\u{200b}.a-]{0,60}", first in 100_101_000u32..319_999_999, at in 0usize..60) {
        let mut text = text;
        if let Some(number) = with_check_digits(&format!("{first:09}")) {
            text.insert_str(text.floor_char_boundary(at.min(text.len())), &format!(" {number} "));
        }
        let hidden = masked(&text);
        prop_assert_eq!(hidden.len(), text.len());
        for range in find(&text) {
            prop_assert!(!hidden.contains(&text[range]));
        }
        prop_assert_eq!(find(&hidden).count(), 0);
    }
}
