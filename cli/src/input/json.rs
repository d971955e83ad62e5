//! JSON arrays, and JSON objects one after another, read as a stream: only a piece of the input and one element are ever in memory.

use std::io::{self, BufRead};

use super::{Data, Fault, Input, Place, Reader, elements::Splitter};

/// One article an element.
pub fn read(mut reader: Reader, mut input: Input<'_>) -> bool {
    let mut splitter = Splitter::new(input.limit);
    loop {
        let available = match reader.fill_buf() {
            Ok(available) => available,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => {
                let fault = Fault::read(&error);
                let goes_on = fault.goes_on();
                let more = input.take(splitter.place(), Data::Bad(fault));
                if !more || !goes_on {
                    return more;
                }
                splitter.interrupt();
                continue;
            }
        };
        if available.is_empty() {
            break;
        }
        let taken = available.len();
        let more = splitter.feed(available, &mut |place: Place, data| input.take(place, data));
        reader.consume(taken);
        if !more || !input.taker.idle() {
            return false;
        }
    }
    splitter.end(&mut |place, data| input.take(place, data))
}
