import VerbatimGraph
import VerbatimTensor

/// Windows of a text as token numbers: a sample is the tokens `[window]` in i32, its target those one further on.
public struct TextDataset: Dataset {
    /// What a token is.
    public enum Tokens: Sendable, Hashable {
        /// A byte, 0 to 255.
        case bytes
        /// A Unicode scalar, by its number in a vocabulary; nil takes the text's own.
        case characters(CharacterVocabulary?)
    }

    private enum Content: Sendable {
        case bytes([UInt8])
        case numbers([Int32])
    }

    /// The number of tokens in a window.
    public let window: Int
    /// How many tokens further on the next window begins.
    public let stride: Int
    /// The characters by their numbers; nil where tokens are bytes.
    public let vocabulary: CharacterVocabulary?
    private let content: Content

    /// Reads a file.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - tokens: What a token is.
    ///   - window: The number of tokens in a sample, at least 1.
    ///   - stride: How many tokens further on the next sample begins; nil for windows side by side.
    /// - Throws: `VerbatimError` if the file cannot be read, is no UTF-8 where that is needed, or has a foreign character.
    public init(contentsOf path: String, tokens: Tokens = .bytes, window: Int, stride: Int? = nil) throws {
        self = try FileSystem.parse(path) {
            try TextDataset(bytes: $0, tokens: tokens, window: window, stride: stride)
        }
    }

    /// Takes a text's bytes; see `init(contentsOf:tokens:window:stride:)`.
    ///
    /// - Throws: `VerbatimError` if they are no UTF-8 where that is needed, or have a foreign character.
    public init(bytes: [UInt8], tokens: Tokens = .bytes, window: Int, stride: Int? = nil) throws {
        guard window >= 1, window < Int.max, stride ?? 1 >= 1 else {
            throw VerbatimError(
                .configuration, "a text has no such windows", received: "window \(window), stride \(stride ?? window)",
                expected: "1 or more")
        }
        self.window = window
        self.stride = stride ?? window
        guard case .characters(let given) = tokens else {
            content = .bytes(bytes)
            vocabulary = nil
            return
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            let valid = String(decoding: bytes, as: UTF8.self).utf8
            let place = zip(valid, bytes).enumerated().first { $0.element.0 != $0.element.1 }?.offset ?? bytes.count
            throw VerbatimError(
                .file, "a text is no UTF-8", received: "a foreign byte near byte \(place)", expected: "UTF-8",
                remedy: "convert it, or take bytes as tokens")
        }
        let vocabulary = given ?? CharacterVocabulary(of: text)
        self.vocabulary = vocabulary
        var numbers: [Int32] = []
        numbers.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            guard let number = vocabulary.number(of: scalar) else {
                throw VerbatimError(
                    .data, "a text has a character that the vocabulary lacks",
                    received: "U+\(String(scalar.value, radix: 16)) at character \(numbers.count)",
                    expected: "the \(vocabulary.count) characters of the vocabulary")
            }
            numbers.append(number)
        }
        content = .numbers(numbers)
    }

    private var tokenCount: Int {
        switch content {
        case .bytes(let bytes): bytes.count
        case .numbers(let numbers): numbers.count
        }
    }

    /// The number of whole windows that have a token after them.
    public var count: Int { tokenCount <= window ? 0 : (tokenCount - window - 1) / stride + 1 }

    /// Two vectors of tokens.
    public var sampleType: SampleType {
        SampleType(inputs: [TensorType([window], .i32)], targets: [TensorType([window], .i32)])
    }

    /// A window and the tokens one further on.
    public func sample(_ index: Int, epoch: Int) throws -> Sample { try written(index, epoch: epoch) }

    /// Writes a window and the tokens one further on into a batch.
    public func write(_ index: Int, epoch: Int, to row: SampleRow) {
        check(index)
        let input = row.input(0).assumingMemoryBound(to: Int32.self)
        let target = row.target(0).assumingMemoryBound(to: Int32.self)
        let start = index * stride
        switch content {
        case .bytes(let bytes):
            for place in 0..<window {
                input[place] = Int32(bytes[start + place])
                target[place] = Int32(bytes[start + place + 1])
            }
        case .numbers(let numbers):
            for place in 0..<window {
                input[place] = numbers[start + place]
                target[place] = numbers[start + place + 1]
            }
        }
    }
}
