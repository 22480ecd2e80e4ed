/// The SHA-256 of elementary functions' values for all 2^32 inputs, as docs/Arithmetic.md publishes them.
///
/// Inputs ascend by their bits; values are little-endian f32, NaN canonical.
package enum ElementaryDigests {
    package static let all: [(name: String, digest: String)] = [
        ("exp", "3454f5cced57c37cac2f523ef8964563430f8e0c85837626724955094b614dce"),
        ("exp2", "a28e77e4fb0c78bae93be59642f0a88e58167dbfc0158be33d29798973164657"),
        ("expm1", "955b970eb04cd981472a477d8ad57d3c17a4402721efc69ed6716dbb40cc495a"),
        ("log", "982250baecdb23cc9115a63b45f4411e049fa408f560511661dc27788911396d"),
        ("log2", "4bc6b4e00865e3ec3f25a3c1c2680a36754fdfb2aaa8eaf5b4b911e71c2d3750"),
        ("log10", "61aeb818a0fb0906dd233914f51465b445d8b1a5c660c8f27098266e316d5d4c"),
        ("log1p", "518e602cbcc47e4091c8ed0862365ab6d9a984ed03ebe339f7569eca756057db"),
        ("sin", "bf1a6ade6d2dbc3f056c1a34a6c27d652be2553e48fcba77fed2c70adb311df2"),
        ("cos", "8876c8ab9d8b15ad78585952f48ad9f75b0a0a46cf287831c89dffe7bba25ed5"),
        ("tan", "ae88569b35e978231762536f4d126037bf328d45c4c8d4f656d965b2a021bdd2"),
        ("asin", "e171f5bd8983314dadc37e70aa0eeb72acb53835ad19f7cd31c6333cb77f02fc"),
        ("acos", "b87cfec82b857b65273984e81e296a2d9f90d09fd479fc8fad85f15dd364e6c4"),
        ("atan", "7f5306df1a60fda2a8996be72546d60f5bfd4fefbdf442f03e5eac1766fc0360"),
        ("sinh", "3aa29654735fa611cdec6275a1b112542614bea5342810526197561ab7479d95"),
        ("cosh", "91b457d69a51cf1959dc85cce3c34dc9382ca283ed6ab9e71dc2f1c35b8425dc"),
        ("tanh", "acf381dfd18183008c897cc785fd4eca996cec9a119db91281c68232e7b6e8a0"),
        ("asinh", "1eda27ca62d9228f96aab5361f89999c17e8b26e9991ac13b802c0726512184a"),
        ("acosh", "d000dea34f835a35bcab96557feacbc554d3972dd5d4b0711ab779c799723f13"),
        ("atanh", "cc83b05863e2572ff592692b0e7dc88912a974ff40c3ce286ab5608c4711bb4c"),
        ("erf", "78257773b3bd91235b521840aadf1a5c1df0b7564c0ddbe301e99041c525affe"),
        ("erfc", "ab302a89da2b1b554d1c9b19acb42b9c426e9b3bb9c5989b132784a541d4ef1b"),
        ("sigmoid", "c149b73994d107eee110edd07d1d7f57f3030777c32c3ee357155f64e446c77d"),
        ("sqrt", "c9d1f6d15cc804e9b80da9e9c5e714a116ad8d09ecdfbdb3c268f40f79fe3c6b"),
        ("rsqrt", "9067d8620728aa891722469e033d397e0fac408cfa1dc94cdd05653976a88dd3"),
        ("cbrt", "2afa7da2e9271540b0d1bc1b44ec968adf3b22bb11f8bea1c70780c8a8edd5c6"),
    ]
}
