//! The table in `portfolio/README.md` is the one that `stimulab list` makes of the portfolio.
//!
//! After a change that is meant to show there: `STIMULAB_WRITE=1 cargo test --test cli portfolio_readme`.

use std::fs;

use crate::support::{program::printed, root};

const START: &str = "<!-- stimulab: list -->\n";
const END: &str = "<!-- /stimulab: list -->\n";

/// Returns a page with a table between its two lines, in place of what stood there.
fn with_table(page: &str, table: &str) -> String {
    let (before, rest) = page.split_once(START).expect("the page has a line where the table starts");
    let (_, after) = rest.split_once(END).expect("the page has a line where the table ends");
    format!("{before}{START}\n{table}\n{END}{after}")
}

#[test]
fn the_table_is_true() {
    let root = root();
    let table = printed(root, &["--portfolio", "portfolio", "list", "--format", "md"]);
    let links: Vec<&str> = table.split("](").skip(1).filter_map(|rest| rest.split(')').next()).collect();
    assert!(!links.is_empty());
    for link in links {
        assert!(root.join("portfolio").join(link).join("project.yaml").is_file(), "{link} leads nowhere");
    }
    let path = root.join("portfolio/README.md");
    let page = fs::read_to_string(&path).unwrap().replace("\r\n", "\n");
    let right = with_table(&page, &table);
    if std::env::var_os("STIMULAB_WRITE").is_some() {
        fs::write(&path, right).unwrap();
        return;
    }
    let differing = page.lines().zip(right.lines()).find(|(page, right)| page != right);
    assert!(page == right, "portfolio/README.md does not show the portfolio: {differing:?}");
}
