/// The characters of a text, numbered in the order of their Unicode scalar values.
public struct CharacterVocabulary: Sendable, Hashable {
    /// The characters by their numbers.
    public let scalars: [Unicode.Scalar]

    /// The characters that occur in a text.
    public init(of text: String) {
        var values = Set<UInt32>()
        for scalar in text.unicodeScalars { values.insert(scalar.value) }
        scalars = values.sorted().compactMap(Unicode.Scalar.init)
    }

    /// The number of characters.
    public var count: Int { scalars.count }

    /// The number of a character; nil if the vocabulary lacks it.
    public func number(of scalar: Unicode.Scalar) -> Int32? {
        var (low, high) = (0, scalars.count)
        while low < high {
            let middle = (low + high) / 2
            if scalars[middle] < scalar { low = middle + 1 } else { high = middle }
        }
        return low < scalars.count && scalars[low] == scalar ? Int32(low) : nil
    }

    /// The text of some numbers; numbers outside the vocabulary are left out.
    public func text(_ numbers: [Int32]) -> String {
        var text = String.UnicodeScalarView()
        for number in numbers where scalars.indices.contains(Int(number)) { text.append(scalars[Int(number)]) }
        return String(text)
    }
}
