/// A float of at most 8 bits, which is stored and converted but not computed with.
///
/// The names and encodings are those of the OCP formats and of their variants in StableHLO. `FN` has no infinity and one
/// NaN for each sign, with all bits set; `FNUZ` has no infinity, no negative zero, and the NaN 0x80 in the place of it.
public struct SmallFloatFormat: Sendable, Hashable {
    /// Which codes are not numbers.
    public enum Specials: Sendable, Hashable {
        /// Infinities and NaN under the greatest exponent, as in IEEE 754.
        case ieee
        /// Only NaN, with all bits set.
        case allOnes
        /// Only NaN, in the place of -0.
        case negativeZero
        /// Every code is a number.
        case none
    }

    /// Bits of the exponent.
    public let exponentBits: Int
    /// Bits of the significand that are stored.
    public let significandBits: Int
    /// What is subtracted from an exponent's bits.
    public let bias: Int
    /// Which codes are not numbers.
    public let specials: Specials
    /// Whether there is a sign bit.
    public let isSigned: Bool

    /// Makes a format of its parts.
    public init(
        exponentBits: Int, significandBits: Int, bias: Int, specials: Specials, isSigned: Bool = true
    ) {
        self.exponentBits = exponentBits
        self.significandBits = significandBits
        self.bias = bias
        self.specials = specials
        self.isSigned = isSigned
    }

    private var magnitudeBits: Int { exponentBits + significandBits }
    private var signBit: Int { 1 << magnitudeBits }
    private var allOnes: Int { signBit - 1 }

    /// The greatest code of a finite magnitude.
    private var greatestCode: Int {
        switch specials {
        case .ieee: ((1 << exponentBits) - 1) << significandBits - 1
        case .allOnes: allOnes - 1
        case .negativeZero, .none: allOnes
        }
    }

    /// The exact value of a code.
    public func value(_ code: UInt8) -> Double {
        let isNegative = isSigned && Int(code) & signBit != 0
        let magnitude = Int(code) & allOnes
        if specials == .negativeZero, isNegative, magnitude == 0 { return .canonicalNaN }
        if magnitude > greatestCode {
            let isInfinite = specials == .ieee && magnitude == greatestCode + 1
            return isInfinite ? (isNegative ? -.infinity : .infinity) : .canonicalNaN
        }
        return isNegative ? -finite(magnitude) : finite(magnitude)
    }

    private func finite(_ magnitude: Int) -> Double {
        let exponent = magnitude >> significandBits
        let significand = magnitude & (1 << significandBits - 1)
        // An exponent alone is a power of two, its zero included.
        if !isSigned { return Double(sign: .plus, exponent: exponent - bias, significand: 1) }
        let scaled = exponent == 0 ? significand : significand + 1 << significandBits
        return Double(
            sign: .plus, exponent: max(exponent, 1) - bias - significandBits, significand: Double(scaled))
    }

    /// The code nearest to a number, halves to even; beyond the greatest number infinity, NaN where there is none, and
    /// the greatest number itself where there is neither.
    public func code(_ number: Double) -> UInt8 {
        if number.isNaN || (!isSigned && number < 0) { return nan(isNegative: false) }
        let isNegative = number.sign == .minus
        let magnitude = number.magnitude
        let sign = isNegative && isSigned ? signBit : 0
        let greatest = finite(greatestCode)
        let step = greatest - finite(greatestCode - 1)
        let isEven = greatestCode & 1 == 0
        if magnitude > greatest + step / 2 || (magnitude == greatest + step / 2 && !isEven) {
            switch specials {
            case .ieee: return UInt8(sign | (greatestCode + 1))
            case .allOnes, .negativeZero: return nan(isNegative: isNegative)
            case .none: return UInt8(sign | greatestCode)
            }
        }
        // Codes ascend with what they mean.
        var (low, high) = (0, greatestCode)
        while low < high {
            let middle = (low + high + 1) / 2
            if finite(middle) <= magnitude { low = middle } else { high = middle - 1 }
        }
        if low < greatestCode, magnitude > finite(low) {
            let (below, above) = (magnitude - finite(low), finite(low + 1) - magnitude)
            if below > above || (below == above && low & 1 == 1) { low += 1 }
        }
        if specials == .negativeZero, low == 0 { return 0 }
        return UInt8(sign | low)
    }

    private func nan(isNegative: Bool) -> UInt8 {
        let sign = isNegative && isSigned ? signBit : 0
        switch specials {
        case .ieee: return UInt8(sign | (greatestCode + 1) | 1 << (significandBits - 1))
        case .allOnes: return UInt8(isSigned ? sign | allOnes : allOnes)
        case .negativeZero: return UInt8(signBit)
        case .none: return UInt8(signBit)
        }
    }
}
