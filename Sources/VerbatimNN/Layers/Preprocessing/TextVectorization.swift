import VerbatimTensor

/// Texts as the places of their words in a vocabulary, or as a row for each text.
///
/// A text is put in lower case, loses its punctuation, and is split at white space, unless `standardize` and `split` say
/// otherwise; with `ngrams` of n, runs of 2 to n words follow the words. Places are 0 for padding, 1 for words outside the vocabulary, and from 2 the vocabulary; rows lack the
/// place for padding.
public struct TextVectorization: Sendable, Hashable, Codable {
    /// What a row holds for each word.
    public enum Row: String, Sendable, CaseIterable {
        /// 1 for the words that the text has.
        case multiHot = "multi_hot"
        /// How often the text has the word.
        case count
        /// That number times the word's weight.
        case tfIDF = "tf_idf"
    }

    /// What becomes of a text before it is split.
    public enum Standardization: String, Sendable, Hashable, CaseIterable, Codable {
        /// Nothing.
        case unchanged = "none"
        /// It is put in lower case.
        case lower
        /// It loses its punctuation.
        case stripPunctuation = "strip_punctuation"
        /// Both.
        case lowerAndStripPunctuation = "lower_and_strip_punctuation"
    }

    /// Where a text is split.
    public enum Split: String, Sendable, Hashable, CaseIterable, Codable {
        /// Nowhere: the text is one word.
        case nowhere = "none"
        /// At white space.
        case whitespace
        /// Behind each character.
        case character
    }

    /// The words, in order.
    public let vocabulary: [String]
    /// The weights of the words for `tfIDF`; a word outside the vocabulary has their mean.
    public let idfWeights: [Double]
    /// The greatest number of words in a run; nil leaves the words alone.
    public let ngrams: Int?
    /// The length that texts are cut or padded to; nil takes the longest of a call.
    public let outputSequenceLength: Int?
    /// What becomes of a text first; nil puts it in lower case without punctuation.
    public let standardize: Standardization?
    /// Where a text is split; nil splits at white space.
    public let split: Split?

    /// Makes it of a vocabulary.
    public init(
        _ vocabulary: [String], idfWeights: [Double] = [], ngrams: Int? = nil, outputSequenceLength: Int? = nil,
        standardize: Standardization? = nil, split: Split? = nil
    ) {
        self.vocabulary = vocabulary
        self.idfWeights = idfWeights
        self.ngrams = ngrams
        self.outputSequenceLength = outputSequenceLength
        self.standardize = standardize
        self.split = split
    }

    /// Makes it of texts: their words as `StringLookup` orders them, with weights `log(1 + texts / (1 + texts with the word))`.
    ///
    /// - Parameters:
    ///   - texts: The texts.
    ///   - maxTokens: The most places, that of words outside the vocabulary included; nil sets no bound.
    public init(
        adaptedTo texts: [String], maxTokens: Int? = nil, ngrams: Int? = nil, outputSequenceLength: Int? = nil,
        standardize: Standardization? = nil, split: Split? = nil
    ) throws {
        let words = texts.map { Self.words($0, ngrams: ngrams, standardize, split) }
        let vocabulary = StringLookup(adaptedTo: words.flatMap { $0 }, maxTokens: maxTokens).vocabulary
        let lookup = StringLookup(vocabulary, numOOVIndices: 0)
        var holders = Array(repeating: 0, count: vocabulary.count)
        for text in words { for place in Set(lookup(text)) where place >= 0 { holders[place] += 1 } }
        let ratios = holders.map { 1 + Double(texts.count) / Double(1 + $0) }
        self.init(
            vocabulary, idfWeights: ratios.isEmpty ? [] : try log(Tensor(ratios)).array(of: Double.self),
            ngrams: ngrams, outputSequenceLength: outputSequenceLength, standardize: standardize, split: split)
    }

    /// The places of the texts' words, `[texts, length]` of `i64`.
    public func callAsFunction(_ texts: [String]) -> Tensor {
        let lookup = StringLookup(vocabulary, maskToken: "")
        let places = texts.map { lookup(words($0)) }
        let length = outputSequenceLength ?? places.map(\.count).max() ?? 0
        let rows = places.flatMap { $0.prefix(length) + Array(repeating: 0, count: max(0, length - $0.count)) }
        return Tensor(rows.map { Int64($0) }).reshaped([texts.count, length])
    }

    /// A row for each text, `[texts, 1 + vocabulary]` of `f32`, the words outside the vocabulary first.
    public func rows(_ texts: [String], _ row: Row) -> Tensor {
        let lookup = StringLookup(vocabulary)
        let mean = idfWeights.reduce(0, +) / Double(max(1, idfWeights.count))
        var numbers: [Float] = []
        for text in texts {
            var counts = Array(repeating: 0.0, count: lookup.count)
            for place in lookup(words(text)) { counts[place] += 1 }
            switch row {
            case .multiHot: counts = counts.map { min($0, 1) }
            case .count: break
            case .tfIDF: counts = zip(counts, [mean] + idfWeights).map(*)
            }
            numbers += counts.map(Float.init)
        }
        return Tensor(numbers).reshaped([texts.count, lookup.count])
    }

    private func words(_ text: String) -> [String] { Self.words(text, ngrams: ngrams, standardize, split) }

    /// The words of a text, and the runs of them.
    static func words(
        _ text: String, ngrams: Int?, _ standardize: Standardization? = nil, _ split: Split? = nil
    ) -> [String] {
        let form = standardize ?? .lowerAndStripPunctuation
        var text = form == .lower || form == .lowerAndStripPunctuation ? text.lowercased() : text
        if form == .stripPunctuation || form == .lowerAndStripPunctuation {
            text = String(String.UnicodeScalarView(text.unicodeScalars.filter { !punctuation.contains($0) }))
        }
        let words: [String] =
            switch split ?? .whitespace {
            case .nowhere: [text]
            case .whitespace: text.split(whereSeparator: \.isWhitespace).map(String.init)
            case .character: text.unicodeScalars.map { String($0) }
            }
        guard let ngrams, ngrams > 1 else { return words }
        return (1...ngrams).flatMap { length in
            words.indices.dropLast(min(words.count, length - 1)).map { words[$0..<$0 + length].joined(separator: " ") }
        }
    }

    private static let punctuation = Array("!\"#$%&()*+,-./:;<=>?@[\\]^_`{|}~'".unicodeScalars)
}
