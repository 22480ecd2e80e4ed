import Verbatim

/// Layers on strings, which Verbatim has as functions of lists of strings: their places, bins and rows.
struct StringLayers {
    /// Strings or whole numbers of a call with their shape.
    private struct Values {
        var strings: [String] = []
        var integers: [Int]?
        var shape: [Int] = []
    }

    /// The classes that are run here.
    static let names: Set<String> = ["HashedCrossing", "Hashing", "StringLookup", "TextVectorization"]

    let fixture: Fixture

    func run() throws -> [Answer] {
        guard case .array(let calls)? = fixture.sidecar["calls"], calls.count == 1,
            case .array(let arguments)? = calls[0]["args"], let first = arguments.first
        else { throw Unsupported("a call") }
        let c = fixture.config
        _ = (c.raw("oov_token"), c.raw("sparse"), c.raw("dtype"), c.raw("vocabulary_dtype"), c.raw("encoding"))
        _ = c.raw("trainable")
        if try c.flag("ragged", default: false) { throw Unsupported("ragged rows") }
        let answer: Tensor
        switch fixture.className {
        case "Hashing": answer = try hashed(try values(first), c)
        case "HashedCrossing": answer = try crossed(first, c)
        case "StringLookup": answer = try looked(try values(first), c)
        default: answer = try vectorized(try values(first), c)
        }
        try c.finish()
        return [.tensor("out.0", try answer.value())]
    }

    private func hashed(_ values: Values, _ c: KerasConfig) throws -> Tensor {
        let bins = try c.integer("num_bins", default: 1)
        let salt = try (c.integers("salt") ?? []).map { UInt64($0) }
        let mask: String? =
            switch c.raw("mask_value") {
            case nil: nil
            case .string(let text)?: text
            case let number?: "\(try KerasConfig.integer(number, "mask_value"))"
            }
        let hashing = Hashing(bins, maskValue: mask, salt: salt.count == 1 ? [salt[0], salt[0]] : salt)
        let found = values.integers.map { hashing($0) } ?? hashing(values.strings)
        return try encoded(found, values.shape, bins, c)
    }

    private func crossed(_ argument: JSONValue, _ c: KerasConfig) throws -> Tensor {
        guard case .array(let features)? = Optional(argument) else { throw Unsupported("features") }
        let columns = try features.map(values)
        let bins = try c.integer("num_bins", default: 1)
        let found = HashedCrossing(bins)(columns.map { $0.integers.map { .integers($0) } ?? .strings($0.strings) })
        return try encoded(found, columns.first?.shape ?? [], bins, c)
    }

    private func looked(_ values: Values, _ c: KerasConfig) throws -> Tensor {
        let isPlaces = try c.text("output_mode", default: "int") == "int"
        let mask = try c.text("mask_token")
        let places = try c.integer("num_oov_indices", default: 1)
        let most = try c.integer("max_tokens")
        let lookup: StringLookup
        if let data = fixture.sidecar["adapt"] {
            lookup = StringLookup(
                adaptedTo: try self.values(data).strings, maxTokens: most, numOOVIndices: places,
                maskToken: isPlaces ? mask : nil)
        } else {
            lookup = StringLookup(try texts(c, "vocabulary"), numOOVIndices: places, maskToken: isPlaces ? mask : nil)
        }
        // Rows have no place for the mask token.
        let found = zip(values.strings, lookup(values.strings)).map { !isPlaces && $0 == mask ? -1 : $1 }
        let isPadded = try c.flag("pad_to_max_tokens", default: false)
        var weights = try c.numbers("idf_weights")
        if weights == nil, let data = fixture.sidecar["adapt"], try c.text("output_mode") == "tf_idf" {
            let documents = try rows(try self.values(data))
            weights = lookup.vocabulary.map { word in
                Double(documents.count) / Double(1 + documents.count(where: { $0.contains(word) }))
            }
            weights = try log(Tensor(weights!) + 1).array(of: Double.self)
        }
        return try encoded(
            found, values.shape, isPadded ? most ?? lookup.count : lookup.count, c, outside: places, weights: weights)
    }

    private func vectorized(_ values: Values, _ c: KerasConfig) throws -> Tensor {
        let standardize = try form(c, "standardize", TextVectorization.Standardization.self)
        let split = try form(c, "split", TextVectorization.Split.self)
        let (ngrams, length) = (try c.integer("ngrams"), try c.integer("output_sequence_length"))
        let mode = try c.text("output_mode", default: "int")
        let most = try c.integer("max_tokens")
        let vectorization: TextVectorization
        if let data = fixture.sidecar["adapt"] {
            // Places have one for padding besides.
            vectorization = try TextVectorization(
                adaptedTo: try self.values(data).strings, maxTokens: mode == "int" ? most.map { $0 - 1 } : most,
                ngrams: ngrams, outputSequenceLength: length, standardize: standardize, split: split)
        } else {
            vectorization = TextVectorization(
                try texts(c, "vocabulary"), idfWeights: try c.numbers("idf_weights") ?? [], ngrams: ngrams,
                outputSequenceLength: length, standardize: standardize, split: split)
        }
        let isPadded = try c.flag("pad_to_max_tokens", default: false)
        // Of a text that is not split Keras gives the place without a dimension for words.
        let isWhole = split == .nowhere && ngrams == nil
        guard mode != "int" else {
            let places = vectorization(values.strings)
            return isWhole ? places.squeezed(axes: 1) : places
        }
        if isWhole { throw Unsupported("one row for texts that are not split") }
        guard let row = TextVectorization.Row(rawValue: mode) else { throw Unsupported("output mode \(mode)") }
        let rows = vectorization.rows(values.strings, row)
        guard isPadded, let most else { return rows }
        return rows.padded([.zero, EdgePadding(0, most - rows.shape[1])])
    }

    /// One of a few words, of which `none` stands for null; nil where the argument is not stated.
    private func form<Form: RawRepresentable>(
        _ c: KerasConfig, _ name: String, _ type: Form.Type
    ) throws -> Form? where Form.RawValue == String {
        guard c.states(name) else { return nil }
        let text = try c.text(name, default: "none")
        guard let form = Form(rawValue: text) else { throw Unsupported("\(name) \(text)") }
        return form
    }

    /// Places of a shape in the form that `output_mode` says.
    private func encoded(
        _ places: [Int], _ shape: [Int], _ tokens: Int, _ c: KerasConfig, outside: Int = 0, weights: [Double]? = nil
    ) throws -> Tensor {
        let numbers = Tensor(places.map { Int64($0) }).reshaped(shape)
        switch try c.text("output_mode", default: "int") {
        case "int": return numbers
        case "one_hot":
            let isColumn = numbers.rank > 1 && numbers.shape.last == 1
            return oneHot(isColumn ? numbers.squeezed(axes: -1) : numbers, classes: tokens)
        case "multi_hot": return oneHot(numbers, classes: tokens).max(axes: -2)
        case "count": return oneHot(numbers, classes: tokens).sum(axes: -2)
        case "tf_idf":
            guard let weights else { throw Unsupported("no weights") }
            let mean = weights.reduce(0, +) / Double(max(1, weights.count))
            let all = (Array(repeating: mean, count: outside) + weights).map(Float.init)
            return oneHot(numbers, classes: tokens).sum(axes: -2) * Tensor(all)
        case let mode: throw Unsupported("output mode \(mode)")
        }
    }

    private func texts(_ c: KerasConfig, _ name: String) throws -> [String] {
        try (c.list(name) ?? []).map { value in
            guard case .string(let text) = value else { throw Unsupported("a vocabulary of numbers") }
            return text
        }
    }

    private func rows(_ values: Values) throws -> [ArraySlice<String>] {
        let length = values.shape.dropFirst().reduce(1, *)
        return stride(from: 0, to: values.strings.count, by: max(1, length)).map { values.strings[$0..<$0 + length] }
    }

    private func values(_ argument: JSONValue) throws -> Values {
        var found = Values()
        if case .string(let name) = argument, name.hasPrefix("@") {
            let tensor = try fixture.tensor(String(name.dropFirst()))
            found.integers = Grader.doubles(tensor).map { Int($0) }
            found.shape = tensor.shape
            return found
        }
        func collect(_ value: JSONValue, depth: Int) throws {
            switch value {
            case .string(let text): found.strings.append(text)
            case .array(let parts):
                if found.shape.count == depth { found.shape.append(parts.count) }
                try parts.forEach { try collect($0, depth: depth + 1) }
            default: throw Unsupported("strings of another form")
            }
        }
        guard let strings = argument["strings"] else { throw Unsupported("an argument that is no string") }
        try collect(strings, depth: 0)
        return found
    }
}
