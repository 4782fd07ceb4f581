//! Sealing to the organiser and opening: HPKE (RFC 9180) in base mode.
//!
//! Suite: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, ChaCha20-Poly1305. A box is bound to its workshop
//! and record, so that it cannot be moved to another. The plaintext is padded, so that its length
//! tells little. Owns these exact bytes; deflating, inflating and randomness are the caller's, and
//! what the JSON inside means belongs to `view`.

use alloc::string::String;
use alloc::vec::Vec;
use core::convert::Infallible;

use hpke::aead::ChaCha20Poly1305;
use hpke::kdf::HkdfSha256;
use hpke::kem::{Kem, X25519HkdfSha256};
use hpke::rand_core::{TryCryptoRng, TryRng};
use hpke::{Deserializable, OpModeR, OpModeS, Serializable};

use crate::id::{RecordId, WorkshopId, decode, encode, sha256};
use crate::keys::OrganiserSeed;

/// The most bytes that a box may hold, so that its patch stays within its limit.
pub const SEAL_LIMIT: usize = 5_000;
const INFO_TAG: &[u8] = b"gagas-reg-v1\0";
const BLOCK: usize = 64;
const ENCAPPED: usize = 32;

/// Why something cannot be sealed or opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SealError {
    /// The key to seal to is none.
    #[error("not a sealing key")]
    BadKey,
    /// More than [`SEAL_LIMIT`] bytes.
    #[error("too large to seal")]
    TooLarge,
    /// The text is no box at all.
    #[error("not a sealed box")]
    NotABox,
    /// Sealed to another key, for another record, or damaged.
    #[error("does not open with this key")]
    WrongKey,
}

/// The public key that registrations are sealed to; stands in the field `workshop.seal`.
#[must_use]
pub fn seal_public_key(seed: &OrganiserSeed) -> [u8; 32] {
    let (_, public) = X25519HkdfSha256::derive_keypair(&seed.seal_ikm());
    public.to_bytes().into()
}

/// Seals raw-deflated JSON for the organiser; answers the text of the field `box`.
///
/// `to` is the key of the field `workshop.seal`; `random` must be drawn anew for each box.
///
/// # Errors
/// [`SealError::BadKey`] or [`SealError::TooLarge`].
pub fn seal(
    to: &[u8; 32],
    workshop: &WorkshopId,
    record: &RecordId,
    deflated: &[u8],
    random: &[u8; 32],
) -> Result<String, SealError> {
    if deflated.len() > SEAL_LIMIT {
        return Err(SealError::TooLarge);
    }
    let sealed = seal_raw(to, &info(workshop), &record.0, &pad(deflated), random)?;
    Ok(encode(&sealed))
}

/// Opens a box with the organiser's seed; answers the raw-deflated JSON.
///
/// # Errors
/// [`SealError::NotABox`] or [`SealError::WrongKey`].
pub fn open(seed: &OrganiserSeed, record: &RecordId, sealed: &str) -> Result<Vec<u8>, SealError> {
    let bytes = decode(sealed).ok_or(SealError::NotABox)?;
    let (encapped, cipher) = bytes.split_at_checked(ENCAPPED).ok_or(SealError::NotABox)?;
    let (secret, _) = X25519HkdfSha256::derive_keypair(&seed.seal_ikm());
    let encapped = <X25519HkdfSha256 as Kem>::EncappedKey::from_bytes(encapped)
        .map_err(|_| SealError::NotABox)?;
    let padded = hpke::single_shot_open::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256>(
        &OpModeR::Base,
        &secret,
        &encapped,
        &info(&seed.workshop()),
        cipher,
        &record.0,
    )
    .map_err(|_| SealError::WrongKey)?;
    unpad(&padded).map(Vec::from).ok_or(SealError::NotABox)
}

fn seal_raw(
    to: &[u8; 32],
    info: &[u8],
    aad: &[u8],
    plain: &[u8],
    random: &[u8; 32],
) -> Result<Vec<u8>, SealError> {
    let to = <X25519HkdfSha256 as Kem>::PublicKey::from_bytes(to).map_err(|_| SealError::BadKey)?;
    let (encapped, cipher) =
        hpke::single_shot_seal_with_rng::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256>(
            &OpModeS::Base,
            &to,
            info,
            plain,
            aad,
            &mut Drawn::new(random),
        )
        .map_err(|_| SealError::BadKey)?;
    Ok([encapped.to_bytes().as_slice(), &cipher].concat())
}

fn info(workshop: &WorkshopId) -> Vec<u8> {
    [INFO_TAG, &workshop.0].concat()
}

/// The length as u32 big-endian, the bytes, and zeros up to a multiple of [`BLOCK`].
fn pad(bytes: &[u8]) -> Vec<u8> {
    let length = u32::try_from(bytes.len()).unwrap_or(u32::MAX);
    let mut out = [&length.to_be_bytes(), bytes].concat();
    out.resize(out.len().next_multiple_of(BLOCK), 0);
    out
}

fn unpad(padded: &[u8]) -> Option<&[u8]> {
    let (length, rest) = padded.split_first_chunk::<4>()?;
    let length = usize::try_from(u32::from_be_bytes(*length)).ok()?;
    let (bytes, zeros) = rest.split_at_checked(length)?;
    let whole =
        padded.len().is_multiple_of(BLOCK) && zeros.len() < BLOCK && zeros.iter().all(|b| *b == 0);
    whole.then_some(bytes)
}

/// Random bytes drawn by the caller, in the shape that `hpke` asks for. It takes 32, which are
/// handed out as they are; should it ever take more, they follow from those by hashing.
struct Drawn {
    block: [u8; 32],
    used: usize,
}

impl Drawn {
    fn new(random: &[u8; 32]) -> Self {
        Self {
            block: *random,
            used: 0,
        }
    }

    fn fill(&mut self, out: &mut [u8]) {
        for byte in out {
            if self.used == self.block.len() {
                self.block = sha256(&[b"gagas-drawn-v1\0", &self.block]);
                self.used = 0;
            }
            *byte = self.block[self.used];
            self.used += 1;
        }
    }
}

impl TryRng for Drawn {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        let mut out = [0; 4];
        self.fill(&mut out);
        Ok(u32::from_le_bytes(out))
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        let mut out = [0; 8];
        self.fill(&mut out);
        Ok(u64::from_le_bytes(out))
    }

    fn try_fill_bytes(&mut self, out: &mut [u8]) -> Result<(), Infallible> {
        self.fill(out);
        Ok(())
    }
}

impl TryCryptoRng for Drawn {}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const SEED: OrganiserSeed = OrganiserSeed([5; 32]);
    const RECORD: RecordId = RecordId([8; 16]);

    fn hex(text: &str) -> Vec<u8> {
        data_encoding::HEXLOWER.decode(text.as_bytes()).unwrap()
    }

    #[test]
    fn the_suite_is_that_of_rfc_9180_a_2_1() {
        let ikm = hex("1ac01f181fdf9f352797655161c58b75c656a6cc2716dcb66372da835542e1df");
        let (_, public) = X25519HkdfSha256::derive_keypair(&ikm);
        let public: [u8; 32] = public.to_bytes().into();
        assert_eq!(
            public.to_vec(),
            hex("4310ee97d88cc1f088a5576c77ab0cf5c3ac797f3d95139c6c84b5429c59662a")
        );
        let random = hex("909a9b35d3dc4713a5e72a4da274b55d3d3821a37e5d099e74a647db583a904b");
        let sealed = seal_raw(
            &public,
            &hex("4f6465206f6e2061204772656369616e2055726e"),
            &hex("436f756e742d30"),
            &hex("4265617574792069732074727574682c20747275746820626561757479"),
            &random.try_into().unwrap(),
        )
        .unwrap();
        let expected = hex(concat!(
            "1afa08d3dec047a643885163f1180476fa7ddb54c6a8029ea33f95796bf2ac4a",
            "1c5250d8034ec2b784ba2cfd69dbdb8af406cfe3ff938e131f0def8c8b60b4db21993c62ce81883d2dd1b51a28"
        ));
        assert_eq!(sealed, expected);
    }

    #[test]
    fn only_the_right_seed_and_record_open() {
        let (workshop, to) = (SEED.workshop(), seal_public_key(&SEED));
        let sealed = seal(&to, &workshop, &RECORD, b"deflated", &[1; 32]).unwrap();
        assert_eq!(open(&SEED, &RECORD, &sealed), Ok(b"deflated".to_vec()));
        let other = OrganiserSeed([6; 32]);
        assert_eq!(open(&other, &RECORD, &sealed), Err(SealError::WrongKey));
        let moved = RecordId([9; 16]);
        assert_eq!(open(&SEED, &moved, &sealed), Err(SealError::WrongKey));
        let foreign = seal(&to, &other.workshop(), &RECORD, b"x", &[1; 32]).unwrap();
        assert_eq!(open(&SEED, &RECORD, &foreign), Err(SealError::WrongKey));
        for text in ["", "AQ", "é", &sealed[..40], &[&sealed, "="].concat()] {
            assert_eq!(
                open(&SEED, &RECORD, text),
                Err(SealError::NotABox),
                "{text}"
            );
        }
        let again = seal(&to, &workshop, &RECORD, b"deflated", &[2; 32]).unwrap();
        assert_ne!(again, sealed);
        let too_large = seal(&to, &workshop, &RECORD, &[0; SEAL_LIMIT + 1], &[1; 32]);
        assert_eq!(too_large, Err(SealError::TooLarge));
        let small_order = seal(&[0; 32], &workshop, &RECORD, b"x", &[1; 32]);
        assert_eq!(small_order, Err(SealError::BadKey));
    }

    #[test]
    fn a_full_box_fits_a_patch() {
        let deflated = [0; SEAL_LIMIT];
        let to = seal_public_key(&SEED);
        let sealed = seal(&to, &SEED.workshop(), &RECORD, &deflated, &[1; 32]).unwrap();
        assert!(sealed.len() < crate::patch::MAX_BODY - 700);
    }

    proptest! {
        #[test]
        fn padding_round_trips_and_hides_the_length(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let padded = pad(&bytes);
            prop_assert_eq!(padded.len() % BLOCK, 0);
            prop_assert_eq!(padded.len(), (bytes.len() + 4).div_ceil(BLOCK) * BLOCK);
            prop_assert_eq!(unpad(&padded), Some(&*bytes));
        }

        #[test]
        fn no_padding_makes_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            if let Some(inner) = unpad(&bytes) {
                prop_assert_eq!(pad(inner), bytes);
            }
        }

        #[test]
        fn no_text_makes_opening_panic(text in "[A-Za-z0-9_-]{0,200}") {
            prop_assert!(open(&SEED, &RECORD, &text).is_err());
        }
    }
}
