/// The version of the rules that fix every bit of a result.
///
/// Two results may be compared bit for bit only if they carry the same version. `docs/Arithmetic.md` is its text.
public enum ArithmeticVersion {
    /// The version that this build computes with.
    public static let current: String = "1"
}
