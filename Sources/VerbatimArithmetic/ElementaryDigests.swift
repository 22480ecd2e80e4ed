/// The SHA-256 of elementary functions' values for all 2^32 inputs, as docs/Arithmetic.md publishes them.
///
/// Inputs ascend by their bits; values are little-endian f32, NaN canonical.
package enum ElementaryDigests {
    package static let all: [(name: String, digest: String)] = [
        ("sigmoid", "c149b73994d107eee110edd07d1d7f57f3030777c32c3ee357155f64e446c77d"),
        ("sqrt", "c9d1f6d15cc804e9b80da9e9c5e714a116ad8d09ecdfbdb3c268f40f79fe3c6b"),
    ]
}
