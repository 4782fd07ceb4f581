//! The words of a text that say what it is about, without their affixes.

use alloc::string::String;
use alloc::vec::Vec;

use crate::text::fold;

/// Words that say nothing about the subject, Indonesian and English; sorted.
#[rustfmt::skip]
const STOP_WORDS: &[&str] = &[
    "a", "ada", "adalah", "agar", "akan", "an", "and", "antara", "are", "as", "at", "atas",
    "atau", "bagaimana", "bagi", "be", "belum", "bisa", "by", "can", "dalam", "dan", "dapat",
    "dari", "dengan", "di", "for", "from", "gagasan", "hanya", "harus", "how", "idea", "in",
    "ini", "innovation", "inovasi", "is", "it", "itu", "jadi", "juga", "karena", "ke", "kepada",
    "kita", "lebih", "lewat", "melalui", "mereka", "might", "new", "of", "oleh", "on", "or",
    "pada", "para", "per", "saat", "saja", "sebagai", "secara", "sehingga", "semua", "serta",
    "setiap", "sudah", "supaya", "tanpa", "tentang", "terhadap", "tetapi", "that", "the",
    "through", "tidak", "to", "untuk", "via", "we", "with", "without", "yang",
];

/// Endings, the longest first.
const SUFFIXES: [&str; 6] = ["kan", "nya", "lah", "kah", "pun", "an"];
/// Beginnings, the longest first.
const PREFIXES: [&str; 16] = [
    "meng", "meny", "peng", "peny", "mem", "men", "pem", "pen", "ber", "ter", "per", "me", "pe",
    "di", "ke", "se",
];
/// How many letters must be left.
const ROOT: usize = 4;

/// The stems of a text's words, in order, without stop words and without what is no word.
pub(super) fn stems(text: &str) -> Vec<String> {
    let folded = fold(text);
    let words = folded.split(' ').filter(|word| word.len() > 1);
    let telling = words.filter(|word| STOP_WORDS.binary_search(word).is_err());
    telling.map(|word| stem(word).into()).collect()
}

/// Strips one ending and one beginning. It need not be right, only the same for forms of one word:
/// *pendaftaran*, *mendaftar* and *daftar* meet.
fn stem(word: &str) -> &str {
    if !word.is_ascii() {
        return word;
    }
    let long = |rest: &&str| rest.len() >= ROOT;
    let ended = SUFFIXES
        .iter()
        .find_map(|ending| word.strip_suffix(ending).filter(long));
    let word = ended.unwrap_or(word);
    let begun = PREFIXES
        .iter()
        .find_map(|start| word.strip_prefix(start).filter(long));
    begun.unwrap_or(word)
}

/// A number for a word (FNV-1a, 32 bits).
pub(super) fn hash(word: &str) -> u32 {
    let step = |sum: u32, byte: u8| (sum ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    word.bytes().fold(0x811c_9dc5, step)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stop_words_are_sorted() {
        assert!(STOP_WORDS.is_sorted());
    }

    #[test]
    fn forms_of_a_word_meet() {
        for forms in [
            &["pendaftaran", "mendaftar", "daftar", "didaftarkan"][..],
            &["antrean", "antre"],
            &["perizinan", "izin", "izinnya"],
            &["pelayanan", "layanan", "layan"],
            &["pelaporan", "laporan", "lapor"],
        ] {
            let stems: Vec<&str> = forms.iter().map(|word| stem(word)).collect();
            assert!(stems.iter().all(|one| *one == stems[0]), "{stems:?}");
        }
        assert_eq!(stem("jalan"), "jalan");
        assert_eq!(
            stems("Meja bantu untuk izin, di RSUD"),
            ["meja", "bantu", "izin", "rsud"]
        );
    }
}
