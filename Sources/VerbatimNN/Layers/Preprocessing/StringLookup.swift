/// The place of each string in a vocabulary; strings outside it take one of the places before it.
///
/// The places are: 0 for the mask token if there is one, then those of strings outside the vocabulary, then the vocabulary.
/// With one place for strings outside all share it; with more, FarmHash's fingerprint modulo their number chooses; with none,
/// they take -1. `CategoryEncoding` makes rows of the places. Strings are equal if their bytes in UTF-8 are.
public struct StringLookup: Sendable, Hashable {
    /// The strings, in order.
    public let vocabulary: [String]
    /// The number of places for strings outside the vocabulary.
    public let numOOVIndices: Int
    /// The string that takes place 0.
    public let maskToken: String?
    private let places: [[UInt8]: Int]

    /// Makes a lookup; of a string that stands twice the first place counts.
    public init(_ vocabulary: [String], numOOVIndices: Int = 1, maskToken: String? = nil) {
        self.vocabulary = vocabulary
        self.numOOVIndices = max(0, numOOVIndices)
        self.maskToken = maskToken
        places = Dictionary(
            zip(vocabulary.map { Array($0.utf8) }, vocabulary.indices), uniquingKeysWith: { first, _ in first })
    }

    /// Makes the lookup of data: its strings by how often they occur, of equally many the one later in the alphabet first.
    ///
    /// - Parameters:
    ///   - data: The strings, each as often as it occurs.
    ///   - maxTokens: The most places, those before the vocabulary included; nil sets no bound.
    public init(adaptedTo data: [String], maxTokens: Int? = nil, numOOVIndices: Int = 1, maskToken: String? = nil) {
        var counts: [[UInt8]: Int] = [:]
        for value in data { counts[Array(value.utf8), default: 0] += 1 }
        if let maskToken { counts[Array(maskToken.utf8)] = nil }
        let order = counts.sorted {
            $0.value != $1.value ? $0.value > $1.value : $1.key.lexicographicallyPrecedes($0.key)
        }
        let first = numOOVIndices + (maskToken == nil ? 0 : 1)
        self.init(
            order.prefix(maxTokens.map { max(0, $0 - first) } ?? order.count).map {
                String(decoding: $0.key, as: UTF8.self)
            },
            numOOVIndices: numOOVIndices, maskToken: maskToken)
    }

    /// The number of places.
    public var count: Int { first + vocabulary.count }

    private var first: Int { (maskToken == nil ? 0 : 1) + numOOVIndices }

    /// The places of strings.
    public func callAsFunction(_ values: [String]) -> [Int] {
        let mask = maskToken.map { Array($0.utf8) }
        return values.map { value in
            let bytes = Array(value.utf8)
            if bytes == mask { return 0 }
            if let place = places[bytes] { return first + place }
            switch numOOVIndices {
            case 0: return -1
            case 1: return first - 1
            default:
                let bin = StringFingerprint.farm(bytes) % UInt64(numOOVIndices)
                return first - numOOVIndices + Int(bin)
            }
        }
    }
}
