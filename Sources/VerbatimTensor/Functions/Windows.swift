import VerbatimArithmetic
import VerbatimGraph

// Windows for spectra, in Double, rounded once.

extension Tensor {
    /// A triangle: `1 - |2 n / (count - 1) - 1|`.
    public static func bartlett(_ count: Int, _ element: ElementType = .f32) -> Tensor {
        window(count, element) { 1 - Swift.abs(2 * $0 - 1) }
    }

    /// `0.42 - 0.5 cos(2 pi t) + 0.08 cos(4 pi t)`, t from 0 to 1.
    public static func blackman(_ count: Int, _ element: ElementType = .f32) -> Tensor {
        window(count, element) {
            0.42 - 0.5 * StatedFunctions.cos(2 * .pi * $0) + 0.08 * StatedFunctions.cos(4 * .pi * $0)
        }
    }

    /// `0.54 - 0.46 cos(2 pi t)`, t from 0 to 1.
    public static func hamming(_ count: Int, _ element: ElementType = .f32) -> Tensor {
        window(count, element) { 0.54 - 0.46 * StatedFunctions.cos(2 * .pi * $0) }
    }

    /// `0.5 - 0.5 cos(2 pi t)`, t from 0 to 1.
    public static func hanning(_ count: Int, _ element: ElementType = .f32) -> Tensor {
        window(count, element) { 0.5 - 0.5 * StatedFunctions.cos(2 * .pi * $0) }
    }

    /// `I0(beta sqrt(1 - (2 t - 1)^2)) / I0(beta)`, t from 0 to 1.
    public static func kaiser(_ count: Int, beta: Double, _ element: ElementType = .f32) -> Tensor {
        func bessel(_ x: Double) -> Double {
            var (term, sum) = (1.0, 1.0)
            for n in 1...200 {
                term *= (x / 2) * (x / 2) / Double(n * n)
                sum += term
            }
            return sum
        }
        return window(count, element) { t in
            bessel(beta * Swift.max(0, 1 - (2 * t - 1) * (2 * t - 1)).squareRoot()) / bessel(beta)
        }
    }

    private static func window(_ count: Int, _ element: ElementType, _ value: (Double) -> Double) -> Tensor {
        let numbers = (0..<Swift.max(0, count)).map { count == 1 ? 1 : value(Double($0) / Double(count - 1)) }
        return Tensor(numbers).cast(to: element)
    }
}
