import Verbatim

/// Functions of `keras.utils` on arrays.
struct UtilitiesFamily: FamilyRunner {
    func run(_ fixture: Fixture) throws -> [Answer] {
        guard case .array(let calls)? = fixture.sidecar["calls"], let call = calls.first,
            case .array(let arguments)? = call["args"]
        else { throw Unsupported("no call") }
        let options = KerasConfig(call["kwargs"])
        func tensor(_ place: Int) throws -> Tensor {
            guard case .string(let name) = arguments[place], name.hasPrefix("@") else {
                throw Unsupported("an argument that is no tensor")
            }
            return Tensor(try fixture.tensor(String(name.dropFirst())))
        }
        switch fixture.className {
        case "utils.to_categorical":
            let rows = try toCategorical(try tensor(0), classes: try options.integer("num_classes"))
            try options.finish()
            return [.tensor("out.0", try rows.value())]
        case "utils.normalize":
            let axis = try options.integer("axis", default: -1)
            if axis == 0 { throw Unsupported("known difference: Keras takes axis 0 for the last") }
            let x = try tensor(0)
            let result = try normalize(
                x.rank == 1 ? x.expandedDimensions(axes: 0) : x, axis: axis,
                order: try options.integer("order", default: 2))
            try options.finish()
            return [.tensor("out.0", try result.value())]
        case "utils.pad_sequences":
            return [.tensor("out.0", try padded(arguments, options).value())]
        case "utils.timeseries_dataset_from_array":
            return try windows(
                try tensor(0), arguments.count > 1 && arguments[1] != .null ? try tensor(1) : nil, options)
        default: throw Unsupported("function \(fixture.className)")
        }
    }

    private func padded(_ arguments: [JSONValue], _ options: KerasConfig) throws -> Tensor {
        guard case .array(let lists)? = arguments.first else { throw Unsupported("sequences that are no lists") }
        let sequences = try lists.map { list in
            guard case .array(let steps) = list else { throw Unsupported("a sequence that is no list") }
            return try steps.map { step in
                guard case .array(let numbers) = step else { return [Float(try KerasConfig.number(step, "sequence"))] }
                return try numbers.map { Float(try KerasConfig.number($0, "sequence")) }
            }
        }
        let isNested = lists.contains { list in
            if case .array(let steps) = list, case .array? = steps.first { true } else { false }
        }
        func side(_ name: String) throws -> SequenceSide {
            guard let side = SequenceSide(rawValue: try options.text(name, default: "pre")) else {
                throw Unsupported("side of a sequence")
            }
            return side
        }
        // Steps that are lists are padded place by place.
        let places = try (0..<(sequences.lazy.compactMap(\.first?.count).first ?? 1)).map { place in
            try padSequences(
                sequences.map { $0.map { $0[place] } }, maxLength: try options.integer("maxlen"),
                padding: try side("padding"), truncating: try side("truncating"),
                value: Float(try options.number("value", default: 0)))
        }
        let result = isNested ? stack(places, axis: -1) : places[0]
        let isFloat = try options.text("dtype", default: "int32").hasPrefix("float")
        try options.finish()
        return isFloat ? result : result.cast(to: .i32)
    }

    private func windows(_ series: Tensor, _ targets: Tensor?, _ options: KerasConfig) throws -> [Answer] {
        let start = try options.integer("start_index") ?? 0
        let end = try options.integer("end_index") ?? series.shape[0]
        func cut(_ x: Tensor) -> Tensor { x.slice(start..<min(end, x.shape[0]), axis: 0) }
        let dataset = try TimeSeriesDataset(
            cut(series), targets: targets.map(cut), sequenceLength: try options.integer("sequence_length", default: 1),
            sequenceStride: try options.integer("sequence_stride", default: 1),
            samplingRate: try options.integer("sampling_rate", default: 1))
        let isBatched = !options.states("batch_size") || options.has("batch_size")
        let batches = try dataset.batched(isBatched ? try options.integer("batch_size", default: 128) : 1)
        try options.finish()
        return try (0..<batches.count).flatMap { step in
            let batch = try batches.batch(step, epoch: 0)
            let parts = batch.inputs + batch.targets
            return Answer.numbered(
                "out.\(step)", isBatched ? parts : try parts.map { try Tensor($0).squeezed(axes: 0).value() })
        }
    }
}
