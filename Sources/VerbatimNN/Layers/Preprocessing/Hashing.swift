/// The bin of each string, by a fingerprint modulo the number of bins; whole numbers count as their decimal digits.
///
/// Without a salt the fingerprint is FarmHash's, with one SipHash's under it. A mask value takes bin 0, and the others share
/// the bins behind it. `CategoryEncoding` makes rows of the bins.
public struct Hashing: Sendable, Hashable, Codable {
    /// The number of bins.
    public let numBins: Int
    /// The string that takes bin 0 alone; nil for none.
    public let maskValue: String?
    /// Two numbers that key the fingerprint, or none.
    public let salt: [UInt64]

    /// Makes bins.
    public init(_ numBins: Int, maskValue: String? = nil, salt: [UInt64] = []) {
        guard numBins > 0, salt.isEmpty || salt.count == 2 else {
            fatalError("Hashing needs 1 bin or more, and no salt or two numbers; received \(numBins) and \(salt)")
        }
        self.numBins = numBins
        self.maskValue = maskValue
        self.salt = salt
    }

    /// The bins of strings.
    public func callAsFunction(_ values: [String]) -> [Int] {
        let isMasking = maskValue != nil && numBins > 1
        let bins = UInt64(isMasking ? numBins - 1 : numBins)
        let mask = maskValue.map { Array($0.utf8) }
        return values.map { value in
            let bytes = Array(value.utf8)
            if isMasking, bytes == mask { return 0 }
            let print =
                salt.isEmpty ? StringFingerprint.farm(bytes) : StringFingerprint.sip(bytes, key: (salt[0], salt[1]))
            return Int(print % bins) + (isMasking ? 1 : 0)
        }
    }

    /// The bins of whole numbers.
    public func callAsFunction(_ values: [Int]) -> [Int] { self(values.map(String.init)) }
}
