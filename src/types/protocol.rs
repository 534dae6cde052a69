//! How parent and child talk: a length in four bytes, least first, then so many bytes of JSON.

use serde::Serialize;
use serde::de::DeserializeOwned;
use std::io::{self, ErrorKind, Read, Write};

/// A longer message, in bytes, is not sent, and is a broken stream where one comes: no text that is
/// asked about makes one.
const LONGEST: usize = 64 << 20;

/// Sends a message.
///
/// # Errors
///
/// Where the stream is closed, or the message too long for it.
pub fn send(stream: &mut impl Write, message: &impl Serialize) -> io::Result<()> {
    let body = serde_json::to_vec(message)?;
    let length = u32::try_from(body.len())
        .ok()
        .filter(|_| body.len() <= LONGEST)
        .ok_or(ErrorKind::InvalidInput)?;
    stream.write_all(&length.to_le_bytes())?;
    stream.write_all(&body)?;
    stream.flush()
}

/// Receives a message; `None` where the stream ended before one began.
///
/// # Errors
///
/// Where the stream breaks off inside a message, or holds none.
pub fn receive<T: DeserializeOwned>(stream: &mut impl Read) -> io::Result<Option<T>> {
    let mut length = [0; 4];
    let mut got = 0;
    while got < length.len() {
        match stream.read(&mut length[got..]) {
            Ok(0) if got == 0 => return Ok(None),
            Ok(0) => return Err(ErrorKind::UnexpectedEof.into()),
            Ok(more) => got += more,
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    let length = u32::from_le_bytes(length) as usize;
    if length > LONGEST {
        return Err(ErrorKind::InvalidData.into());
    }
    let mut body = vec![0; length];
    stream.read_exact(&mut body)?;
    Ok(Some(serde_json::from_slice(&body)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::types::Inferred;

    #[test]
    fn messages_come_back_as_they_were_sent() {
        let mut stream = Vec::new();
        let messages = ["", "a", "é\n\0"].map(str::to_owned);
        for message in &messages {
            send(&mut stream, message).unwrap();
        }
        let mut rest = &stream[..];
        for message in &messages {
            assert_eq!(
                receive::<String>(&mut rest).unwrap().as_ref(),
                Some(message)
            );
        }
        assert_eq!(receive::<String>(&mut rest).unwrap(), None);
    }

    #[test]
    fn a_broken_stream_is_an_error() {
        let mut whole = Vec::new();
        send(&mut whole, &Inferred::default()).unwrap();
        for cut in 1..whole.len() {
            assert!(receive::<Inferred>(&mut &whole[..cut]).is_err(), "{cut}");
        }
        assert!(receive::<Inferred>(&mut &b"\xff\xff\xff\xff{}"[..]).is_err());
        assert!(receive::<Inferred>(&mut &b"\x02\0\0\0[]"[..]).is_err());
    }
}
