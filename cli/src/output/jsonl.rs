//! One JSON object a line: the contract dateline/1, with what the command knows beside the extraction.

use super::{Chunk, Encoder, Found};

pub struct Jsonl;

impl Encoder for Jsonl {
    fn encode(&self, found: &Found<'_>, chunk: &mut Chunk) -> Result<(), String> {
        let Chunk::Bytes(pieces) = chunk else { return Ok(()) };
        pieces.add(|out| {
            record(found, out).map_err(|e| e.to_string())?;
            out.push(b'\n');
            Ok(())
        })
    }
}

/// Writes the record. `fetched`, `text` and `cleaned` stand in it only where there is something to say.
pub fn record(found: &Found<'_>, out: &mut Vec<u8>) -> serde_json::Result<()> {
    serde_json::to_writer(&mut *out, found.extraction)?;
    // The object is open at its end for more fields.
    out.pop();
    if let Some(fetched) = found.fetched {
        out.extend_from_slice(b",\"fetched\":");
        serde_json::to_writer(&mut *out, &fetched)?;
    }
    if found.with_text {
        out.extend_from_slice(b",\"text\":");
        serde_json::to_writer(&mut *out, found.text)?;
    }
    if let Some(cleaned) = found.cleaned {
        out.extend_from_slice(b",\"cleaned\":");
        serde_json::to_writer(&mut *out, &cleaned)?;
    }
    out.push(b'}');
    Ok(())
}
