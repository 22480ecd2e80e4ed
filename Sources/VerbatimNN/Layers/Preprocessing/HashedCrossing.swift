/// The bin of each combination of features, by the chain of their fingerprints modulo the number of bins.
public struct HashedCrossing: Sendable, Hashable, Codable {
    /// A feature's value in each sample.
    public enum Feature: Sendable {
        /// Strings, by FarmHash's fingerprint.
        case strings([String])
        /// Whole numbers, by themselves.
        case integers([Int])

        fileprivate var prints: [UInt64] {
            switch self {
            case .strings(let values): values.map { StringFingerprint.farm(Array($0.utf8)) }
            case .integers(let values): values.map { UInt64(bitPattern: Int64($0)) }
            }
        }
    }

    /// The number of bins.
    public let numBins: Int

    /// Makes bins.
    public init(_ numBins: Int) {
        guard numBins > 0 else { fatalError("HashedCrossing needs 1 bin or more; received \(numBins)") }
        self.numBins = numBins
    }

    /// The bins of the samples, as many as the shortest feature has values.
    public func callAsFunction(_ features: [Feature]) -> [Int] {
        let prints = features.map(\.prints)
        return (0..<(prints.map(\.count).min() ?? 0)).map { sample in
            Int(prints.reduce(0xDECA_FCAF_FE) { StringFingerprint.chained($0, $1[sample]) } % UInt64(numBins))
        }
    }
}
