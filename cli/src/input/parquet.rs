//! Parquet: only the columns that are needed are read, a few rows at a time.

use std::{fs::File, path::Path};

use arrow_array::{Array, RecordBatch};
use arrow_cast::display::{ArrayFormatter, FormatOptions};
use parquet::arrow::{ProjectionMask, arrow_reader::ParquetRecordBatchReaderBuilder};

use super::{Data, Fault, Input, Meter, Place};
use crate::article::Columns;

/// Rows that are in memory at once.
const ROWS: usize = 256;

/// One article a row.
pub fn read(path: &Path, meter: &Meter, mut input: Input<'_>) -> Result<bool, Fault> {
    if path.as_os_str() == "-" {
        return Err(Fault::new("unsupported", "Parquet cannot be read from standard input: save it to a file first"));
    }
    let file = File::open(path).map_err(|e| Fault::read(&e))?;
    let length = file.metadata().map_or(0, |m| m.len());
    let damaged = |error: &dyn std::fmt::Display| Fault::new("damaged", format!("not readable as Parquet: {error}"));
    let builder = ParquetRecordBatchReaderBuilder::try_new(file).map_err(|e| damaged(&e))?;
    let names: Vec<String> = builder.schema().fields().iter().map(|field| field.name().clone()).collect();
    let needed = input.fields.columns(&names)?.needed();
    let rows_total = builder.metadata().file_metadata().num_rows().max(1) as u64;
    let mask = ProjectionMask::roots(builder.parquet_schema(), needed.iter().copied());
    let reader = builder.with_projection(mask).with_batch_size(ROWS).build().map_err(|e| damaged(&e))?;
    let names: Vec<String> = needed.iter().map(|&column| names[column].clone()).collect();
    let columns = input.fields.columns(&names)?;
    let (mut row, mut counted) = (0, 0);
    for batch in reader {
        let place = |row| Place { line: None, row: Some(row), byte: None };
        let batch = match batch {
            Ok(batch) => batch,
            Err(error) => return Ok(input.take(place(row + 1), Data::Bad(damaged(&error)))),
        };
        for data in articles(&batch, &columns, input.limit) {
            row += 1;
            if !input.take(place(row), data) {
                return Ok(false);
            }
        }
        let read = length * row / rows_total;
        meter.add(read - counted);
        counted = read;
    }
    Ok(true)
}

/// The rows of a batch; values of any type are taken as they are written.
fn articles<'b>(batch: &'b RecordBatch, columns: &'b Columns, limit: usize) -> impl Iterator<Item = Data> + 'b {
    let options = FormatOptions::new().with_null("");
    let formatters: Vec<Option<ArrayFormatter<'b>>> =
        batch.columns().iter().map(|column| ArrayFormatter::try_new(column.as_ref() as &dyn Array, &options).ok()).collect();
    (0..batch.num_rows()).map(move |row| {
        let cells: Vec<Vec<u8>> = formatters
            .iter()
            .map(|formatter| formatter.as_ref().map(|f| f.value(row).try_to_string().unwrap_or_default().into_bytes()).unwrap_or_default())
            .collect();
        let length: usize = cells.iter().map(Vec::len).sum();
        match length > limit {
            true => Data::Bad(Fault::too_large(length as u64, limit)),
            false => Data::Row(Box::new(columns.row(|column| &cells[column]))),
        }
    })
}
