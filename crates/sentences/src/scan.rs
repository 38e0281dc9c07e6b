//! The search for candidates: the few bytes at which a sentence could end.

use crate::terminal;

/// How many bytes are looked at together. One comparison a lane and no branch: the compiler makes vectors of it.
const BLOCK: usize = 32;

/// The bytes that a candidate begins with.
const CANDIDATES: [bool; 256] = candidates();

const fn candidates() -> [bool; 256] {
    let mut table = terminal::LEADS;
    // Line ends, among them NEL (C2 85) and U+2028 and U+2029 (E2 80 A8, E2 80 A9); `)` ends list marks; E2 begins
    // the ellipsis and the bullets too.
    let others = b".?!)\n\x0b\x0c\r\xC2\xE2";
    let mut index = 0;
    while index < others.len() {
        table[others[index] as usize] = true;
        index += 1;
    }
    table
}

/// A superset of the candidate bytes that vectors can test: every lead byte of UTF-8 is in it.
#[inline]
fn suspect(byte: u8) -> bool {
    (byte == b'.') | (byte == b'?') | (byte == b'!') | (byte == b')') | (byte.wrapping_sub(b'\n') < 4) | (byte >= 0xC0)
}

/// The first candidate byte at `from` or after it.
pub(crate) fn next(bytes: &[u8], from: usize) -> Option<usize> {
    let mut at = from;
    while let Some(block) = bytes.get(at..at + BLOCK) {
        let suspected = block.iter().fold(false, |any, &byte| any | suspect(byte));
        if suspected && let Some(found) = block.iter().position(|&byte| CANDIDATES[byte as usize]) {
            return Some(at + found);
        }
        at += BLOCK;
    }
    let found = bytes[at..].iter().position(|&byte| CANDIDATES[byte as usize])?;
    Some(at + found)
}

/// The last candidate byte before `before`.
pub(crate) fn previous(bytes: &[u8], before: usize) -> Option<usize> {
    bytes[..before].iter().rposition(|&byte| CANDIDATES[byte as usize])
}
