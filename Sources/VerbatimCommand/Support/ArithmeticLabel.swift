import Verbatim

/// How the arithmetic version is shown beside every digest.
enum ArithmeticLabel {
    static let current: String = ArithmeticVersion.current
}
