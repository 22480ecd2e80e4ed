import VerbatimGraph
import VerbatimTensor

/// A side of a sequence.
public enum SequenceSide: String, Sendable, Hashable, Codable {
    /// Its beginning.
    case pre
    /// Its end.
    case post
}

/// Sequences of different lengths as rows of one length: Keras' `pad_sequences`.
///
/// - Parameters:
///   - sequences: The sequences.
///   - maxLength: The length of the rows; nil takes the longest sequence's.
///   - padding: Where shorter sequences are filled up.
///   - truncating: Where longer ones are cut.
///   - value: What fills them up.
/// - Throws: `VerbatimError` of code `configuration` for a negative length.
public func padSequences<Element: TensorElement>(
    _ sequences: [[Element]], maxLength: Int? = nil, padding: SequenceSide = .pre, truncating: SequenceSide = .pre,
    value: Element
) throws -> Tensor {
    let length = maxLength ?? sequences.map(\.count).max() ?? 0
    guard length >= 0 else {
        throw VerbatimError(
            .configuration, "sequences cannot be cut so", received: "length \(length)", expected: "0 or more")
    }
    var elements: [Element] = []
    for sequence in sequences {
        let kept = truncating == .pre ? Array(sequence.suffix(length)) : Array(sequence.prefix(length))
        let fill = [Element](repeating: value, count: length - kept.count)
        elements += padding == .pre ? fill + kept : kept + fill
    }
    return Tensor(try TensorValue(elements, shape: [sequences.count, length]))
}
