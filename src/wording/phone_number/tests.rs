//! Tests of finding telephone numbers.

use proptest::prelude::*;

use super::*;

fn found(text: &str) -> Vec<String> {
    find(text).into_iter().map(|(_, read)| read).collect()
}

#[test]
fn numbers_are_found_as_they_are_read() {
    for written in [
        "412&nbsp;34&nbsp;567",
        "412&#160;34&#xa0;567",
        "**412** 34 567",
        "412\\_34\\_567",
        "412\u{2003}34\u{2009}567",
        "412 34<b> 567</b>",
        "41&#50; 34 567",
        "４１２ ３４ ５６７",
        "412\n34 567",
        "4\u{ad}12 34 567",
        "412%2034%20567",
        "412-34-567",
        "412 – 34 – 567",
        "412\\-34\\-567",
        "+47-412-34-567",
    ] {
        let text = format!("Ring {written}.");
        assert_eq!(found(&text).len(), 1, "{written}");
        let digits = found(&text)[0].replace(|c: char| !c.is_ascii_digit(), "");
        assert_eq!(digits.trim_start_matches("47"), "41234567", "{written}");
        assert!(written.contains(&text[find(&text)[0].0.clone()]), "{written}");
    }
    for text in ["412 34\n\n567 og 412\n\n34 567", "12 43\n56 87\n90 21", "11\n43\n56\n87", "17\n12 43\n56 87"] {
        assert_eq!(found(text), Vec::<&str>::new(), "{text:?}");
    }
    for text in ["siden 2019\n412 34 567", "Ring 412 34 567\n2019 var bra", "Ring 412\n34 567\n\n2019 var bra"] {
        assert_eq!(found(text).len(), 1, "{text:?}");
    }
}

#[test]
fn numbers_are_found_as_norwegians_write_them() {
    for number in [
        "12 34 56 78",
        "123 45 678",
        "22\u{a0}45\u{a0}10\u{a0}00",
        "+47 41 23 45 67",
        "+4741234567",
        "+47 412 34 567",
        "0047 41234567",
        "004741234567",
        "+47) 41 23 45 67",
    ] {
        assert_eq!(found(&format!("Ring ({number}), takk.")), [number]);
    }
    assert_eq!(found("Tlf.: 41234567"), ["41234567"]);
    assert_eq!(found("telefon nr. 41234567 og mobil 91234567."), ["41234567", "91234567"]);
}

#[test]
fn other_numbers_are_let_be() {
    for text in [
        "18 800 000 kroner",
        "991 825 827",
        "991825827",
        "20190101",
        "2019-12-31",
        "sak 41234567",
        "41234567",
        "20 21 22 23",
        "5 10 15 20",
        "10 20 30 40",
        "kr 2 500 000",
        "800 80 000",
        "815 00 000",
        "2019 2020 2021 2022",
        "22 45 10 00 12",
        "1 22 45 10 00",
        "22 45 10 00,5",
        "05 06 20 19",
        "12 34 56",
        "55 000 og 60 000",
        "https://x.no/41234567",
        "NO 123 45 678x",
        "010190 12345",
        "978-82-150-1234-5",
        "991-825-827",
        "2019-12-31",
        "212-34-567",
        "22-45-10-00",
        "412-34-567-8",
        "1-412-34-567",
    ] {
        assert_eq!(found(text), Vec::<&str>::new(), "{text}");
    }
}

proptest! {
    #[test]
    fn any_text_can_be_searched(text in "[0-9 +()\u{a0}.å\n]{0,60}") {
        for (_, read) in find(&text) {
            prop_assert!(read.bytes().filter(u8::is_ascii_digit).count() >= 8);
        }
    }
}
