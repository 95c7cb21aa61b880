"""Reads Word documents with another library: headings, contents, languages, alternative texts, tables, links, pages."""

import re
import sys
import zipfile

import docx
from docx.oxml.ns import qn
from docx.shared import Emu, Mm

LANGUAGES = {"nb-NO", "nn-NO", "en-GB", "se-NO"}
# Words that are in one language only; where they stand in text marked as another, a mark is missing.
FOREIGN = {
    "nb-NO": {"ikkje", "korleis", "kvifor", "the", "which"},
    "nn-NO": {"ikke", "hvordan", "hvorfor", "the", "which"},
    "en-GB": {"ikke", "ikkje", "hvordan", "korleis"},
}


def level(paragraph):
    found = re.fullmatch(r"heading (\d)", paragraph.style.name.lower())
    return int(found[1]) if found else None


def texts(element):
    return "".join(text.text or "" for text in element.iter(qn("w:t")))


def faults_of(path):
    document = docx.Document(path)
    body = document.element.body
    core = document.core_properties
    language = core.language
    paragraphs = document.paragraphs

    # What the file says about itself.
    if not (core.title and core.author):
        yield "no title or no author"
    if language not in LANGUAGES:
        yield f"language {language!r}"
    if core.created or core.modified:
        yield "a date that nobody knows"

    # One title, and headings that never skip a level.
    titles = [p.text for p in paragraphs if p.style.name == "Title"]
    if titles != [core.title]:
        yield f"titles {titles}, but called {core.title!r}"
    before = 0
    for paragraph in paragraphs:
        if (now := level(paragraph)) is not None:
            if now > before + 1:
                yield f"heading {now} below {before}: {paragraph.text!r}"
            if not paragraph.text.strip():
                yield "a heading without words"
            before = now

    # Contents: each line leads to a heading with the same words.
    places = {}
    for start in body.iter(qn("w:bookmarkStart")):
        name = start.get(qn("w:name"))
        if name in places:
            yield f"two places called {name}"
        places[name] = start.getparent()
    orders = [order.text for order in body.iter(qn("w:instrText")) if " TOC " in order.text]
    sections = sum(1 for p in paragraphs if level(p) in (1, 2))
    if not orders and sections >= 3:
        yield f"{sections} sections and no contents"
    for control in body.iter(qn("w:sdt")):
        lines = list(control.iter(qn("w:hyperlink")))
        if not lines:
            yield "empty contents"
        for line in lines:
            heading = places.get(line.get(qn("w:anchor")))
            if heading is None or texts(heading).split() != texts(line).split():
                yield f"contents line {texts(line)!r} leads to {texts(heading)!r}" if heading is not None else "nowhere"

    # Links inside lead to places, links outside to the web.
    for link in body.iter(qn("w:hyperlink")):
        anchor = link.get(qn("w:anchor"))
        if anchor is not None and anchor not in places:
            yield f"link to {anchor}, which is nowhere"
        if not texts(link).strip() and link.find(".//" + qn("w:drawing")) is None:
            yield "a link without words"
    for relation in document.part.rels.values():
        if relation.is_external and not re.match(r"https?://|mailto:|tel:", relation.target_ref):
            yield f"link to {relation.target_ref}"

    # Every word in its language.
    default = document.styles.element.find(".//" + qn("w:rPrDefault") + "//" + qn("w:lang")).get(qn("w:val"))
    if default != language:
        yield f"styles are in {default}, the document in {language}"
    for run in body.iter(qn("w:r")):
        marked = run.find(qn("w:rPr") + "/" + qn("w:lang"))
        spoken = default if marked is None else marked.get(qn("w:val"))
        wrong = FOREIGN.get(spoken, set()) & set(re.findall(r"\w+", texts(run).lower()))
        if wrong:
            yield f"{', '.join(sorted(wrong))} in {spoken}: {texts(run)[:60]!r}"

    # Pages: A4, numbered, and everything between the margins.
    section = document.sections[0]
    wide = section.page_width - section.left_margin - section.right_margin
    if abs(section.page_width - Mm(210)) > Mm(1) or abs(section.page_height - Mm(297)) > Mm(1):
        yield "pages that are not A4"
    foot = {(order.text or "").strip() for order in section.footer._element.iter(qn("w:instrText"))}
    if not {"PAGE", "NUMPAGES"} <= foot:
        yield "pages without numbers"
    for picture in body.iter(qn("wp:inline")):
        if not picture.docPr.get("descr", "").strip():
            yield "a picture without alternative text"
        if picture.extent.cx > wide + Emu(12700):
            yield "a picture wider than the page"
    for table in document.tables:
        rows = [row._tr.find(qn("w:trPr")) for row in table.rows]
        if rows[0] is None or rows[0].find(qn("w:tblHeader")) is None:
            yield "a table without a header row"
        if any(row is None or row.find(qn("w:cantSplit")) is None for row in rows):
            yield "a table row that may be split"
        if sum(column.width or 0 for column in table.columns) > wide + Emu(12700):
            yield "a table wider than the page"

    # The same document gives the same bytes: no part has a time of its own.
    with zipfile.ZipFile(path) as package:
        if {part.date_time for part in package.infolist()} != {(1980, 1, 1, 0, 0, 0)}:
            yield "parts with a date"


def main(paths):
    bad = 0
    for path in paths:
        for fault in faults_of(path):
            bad += 1
            print(f"{path}: {fault}", file=sys.stderr)
    print(f"{len(paths)} documents read with python-docx, {bad} faults")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
