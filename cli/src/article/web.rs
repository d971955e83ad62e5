//! Articles of web archives: the text that a crawler left, or the page it was given.

use super::{Cleaning, Record, clean, date};
use crate::{
    args::Order,
    input::{Capture, Fault},
};

/// Why a capture holds no article, which is no fault.
pub struct NoArticle;

/// The article of a capture.
pub fn read(capture: Capture, order: Option<Order>) -> Result<Result<Record, NoArticle>, Fault> {
    let mut cleaned = Cleaning::default();
    let Capture { url, fetched, is_text, body } = capture;
    let fetched = fetched.and_then(|fetched| date::day(&fetched, None).ok());
    let id = url.clone();
    if is_text {
        let text = clean::clean(clean::decode(body, &mut cleaned), &mut cleaned);
        let article = super::Parts { text, id, url, ..Default::default() }.article();
        return Ok(Ok(Record { article, fetched, cleaned, warning: None }));
    }
    let Some(page) = page(&body, url.as_deref(), &mut cleaned)? else { return Ok(Err(NoArticle)) };
    let mut warning = None;
    let published = page
        .published
        .and_then(|text| date::day(&text, order).map_err(|why| warning = Some(Fault::new("date", format!("the page's date: {why}")))).ok());
    cleaned.html += 1;
    let text = clean::clean(page.text, &mut cleaned);
    let article = super::Parts { text, id, url, title: page.title, outlet: page.outlet, published }.article();
    Ok(Ok(Record { article, fetched, cleaned, warning }))
}

/// What a page says of itself.
struct Page {
    title: Option<String>,
    text: String,
    published: Option<String>,
    outlet: Option<String>,
}

#[cfg(not(feature = "html"))]
const UNREADABLE: &str = "this build cannot read HTML: build it with `--features html`";

/// The text of a piece of HTML, all of which is the article.
#[cfg(not(feature = "html"))]
pub fn text(_: &str) -> Result<String, Fault> {
    Err(Fault::new("unsupported", UNREADABLE))
}

#[cfg(not(feature = "html"))]
fn page(_: &[u8], _: Option<&str>, _: &mut Cleaning) -> Result<Option<Page>, Fault> {
    let _: fn(String, Option<String>) -> Page = |text, none| Page { title: none.clone(), text, published: none.clone(), outlet: none };
    Err(Fault::new("unsupported", UNREADABLE))
}

#[cfg(feature = "html")]
pub use self::html::text;

#[cfg(feature = "html")]
use self::html::page;

#[cfg(feature = "html")]
mod html {
    use std::{borrow::Cow, io::Read};

    use encoding_rs::Encoding;

    use super::{Cleaning, Fault, Page};

    /// A page that unpacks to more than this is no article.
    const LARGEST: u64 = 64 << 20;

    /// The text of a piece of HTML, all of which is the article: paragraphs are parted by empty lines.
    #[allow(clippy::unnecessary_wraps, reason = "a build without HTML cannot do it")]
    pub fn text(html: &str) -> Result<String, Fault> {
        let page = dom_query::Document::from(html);
        page.select("script, style, template, head").remove();
        Ok(page.formatted_text().trim().to_owned())
    }

    /// The page in what a server sent; nothing if it sent no page.
    pub fn page(response: &[u8], url: Option<&str>, cleaned: &mut Cleaning) -> Result<Option<Page>, Fault> {
        let mut headers = [httparse::EMPTY_HEADER; 256];
        let mut head = httparse::Response::new(&mut headers);
        let damaged = |why: &str| Fault::new("damaged_response", format!("the server's response cannot be read: {why}"));
        let start = match head.parse(response).map_err(|e| damaged(&e.to_string()))? {
            httparse::Status::Complete(start) => start,
            httparse::Status::Partial => return Err(damaged("its header does not end")),
        };
        let header = |name: &str| {
            let found = head.headers.iter().find(|header| header.name.eq_ignore_ascii_case(name));
            found.map(|header| String::from_utf8_lossy(header.value).to_ascii_lowercase())
        };
        let kind = header("content-type").unwrap_or_default();
        if head.code != Some(200) || !(kind.is_empty() || kind.contains("html")) {
            return Ok(None);
        }
        let mut body = Cow::Borrowed(&response[start..]);
        if header("transfer-encoding").is_some_and(|encoding| encoding.contains("chunked")) {
            // Crawlers often join the chunks and keep the header.
            body = joined(&body).map_or(body, Cow::Owned);
        }
        if let Some(plain) = unpacked(&body, header("content-encoding").as_deref()).map_err(|e| damaged(&e.to_string()))? {
            body = Cow::Owned(plain);
        }
        let (encoding, mark) = encoding(&body, &kind);
        let (text, damage) = encoding.decode_without_bom_handling(&body[mark..]);
        if damage {
            cleaned.invalid_utf8 += text.matches('\u{fffd}').count().max(1) as u32;
        }
        Ok(read(&text, url))
    }

    fn read(html: &str, url: Option<&str>) -> Option<Page> {
        let config = dom_smoothie::Config { text_mode: dom_smoothie::TextMode::Formatted, max_elements_to_parse: 100_000, ..Default::default() };
        let url = url.filter(|url| url.starts_with("http"));
        let article = dom_smoothie::Readability::new(html, url, Some(config)).ok()?.parse().ok()?;
        let text = article.text_content.trim();
        let known = |text: String| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        (!text.is_empty()).then(|| Page {
            title: known(article.title),
            text: text.to_owned(),
            published: article.published_time.and_then(known),
            outlet: article.site_name.and_then(known),
        })
    }

    /// The encoding of a page and the length of its byte-order mark: by the mark, what the server says, what the page says, or the look of the bytes.
    fn encoding(body: &[u8], kind: &str) -> (&'static Encoding, usize) {
        if let Some(found) = Encoding::for_bom(body) {
            return found;
        }
        let labelled = |text: &str| {
            let label = text.split_once("charset")?.1.trim_start().strip_prefix('=')?;
            let label = label.trim_start_matches([' ', '"', '\'']);
            Encoding::for_label(label.split(['"', '\'', ';', ' ', '>', '/']).next()?.as_bytes())
        };
        let head = String::from_utf8_lossy(&body[..body.len().min(4096)]).to_ascii_lowercase();
        // A page that can be read as ASCII cannot be UTF-16, whatever it says.
        let declared = labelled(kind).or_else(|| labelled(&head)).filter(|encoding| encoding.is_ascii_compatible());
        let valid = std::str::from_utf8(body).is_ok();
        let found = declared.filter(|&encoding| encoding != encoding_rs::UTF_8 || valid).unwrap_or_else(|| {
            let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
            detector.feed(body, true);
            detector.guess(None, chardetng::Utf8Detection::Allow)
        });
        (found, 0)
    }

    /// Chunks (RFC 9112, 7.1) joined; nothing if these are none.
    fn joined(mut body: &[u8]) -> Option<Vec<u8>> {
        let mut out = Vec::with_capacity(body.len());
        loop {
            let end = memchr::memchr(b'\n', body)?;
            let size = std::str::from_utf8(&body[..end]).ok()?;
            let size = usize::from_str_radix(size.split(';').next()?.trim(), 16).ok()?;
            if size == 0 {
                return Some(out);
            }
            let rest = &body[end + 1..];
            out.extend_from_slice(rest.get(..size)?);
            body = &rest[size..];
            body = body.strip_prefix(b"\r\n").or_else(|| body.strip_prefix(b"\n"))?;
        }
    }

    fn unpacked(body: &[u8], encoding: Option<&str>) -> std::io::Result<Option<Vec<u8>>> {
        let mut out = Vec::new();
        match encoding {
            // Crawlers often unpack and keep the header.
            Some("gzip" | "x-gzip") if body.starts_with(&[0x1f, 0x8b]) => {
                flate2::read::MultiGzDecoder::new(body).take(LARGEST).read_to_end(&mut out)?
            }
            Some("deflate") if body.first().is_some_and(|b| b & 0x0f == 8) => {
                flate2::read::ZlibDecoder::new(body).take(LARGEST).read_to_end(&mut out)?
            }
            _ => return Ok(None),
        };
        Ok(Some(out))
    }

    #[cfg(test)]
    mod tests {
        use super::*;

        #[test]
        fn chunks_are_joined() {
            assert_eq!(joined(b"4\r\nRain\r\n6;x=y\r\n fell.\r\n0\r\n\r\n").as_deref(), Some(&b"Rain fell."[..]));
            assert_eq!(joined(b"<html>\n"), None);
            assert_eq!(joined(b"ffffffff\r\nRain"), None);
        }

        #[test]
        fn the_encoding_is_found() {
            for (body, kind, expected) in [
                (&b"\xef\xbb\xbfx"[..], "text/html; charset=windows-1252", "UTF-8"),
                (b"caf\xe9", "text/html; charset=iso-8859-1", "windows-1252"),
                (b"<meta charset=\"windows-1251\">\xcf\xf0\xe8", "text/html", "windows-1251"),
                (b"<meta http-equiv=content-type content='text/html; charset=Shift_JIS'>", "", "Shift_JIS"),
                ("caf\u{e9} plain".as_bytes(), "text/html", "UTF-8"),
                (b"it\x92s a caf\xe9 in the old town", "text/html; charset=utf-8", "windows-1252"),
            ] {
                assert_eq!(encoding(body, kind).0.name(), expected, "{kind}");
            }
        }
    }
}
