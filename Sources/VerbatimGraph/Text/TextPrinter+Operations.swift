// The forms of operations: StableHLO's short forms where it has them, else the generic form.
extension TextPrinter {
    mutating func node(_ node: Node, indent: Int) {
        let operands = names(node.operands)
        let marks = self.marks(node)
        let plain = dictionary(marks)
        text += spaces(indent)
        // Results are numbered after the regions' values but stand before them, so they are named first.
        text += define(results: node.results)
        let name = node.operation.name
        switch node.operation {
        case .unary:
            text += "\(name) \(operands)\(plain) : "
            if name.hasPrefix("chlo.") {
                text += "\(types(node.operands)) -> \(types(node.results))"
            } else {
                text += node.operands.map(type) == node.results.map(type) ? shortSignature(node) : signature(node)
            }
        case .complex: text += "\(name) \(operands)\(plain) : \(signature(node))"
        case .binary, .clamp, .convert: text += "\(name) \(operands)\(plain) : \(shortSignature(node))"
        case .bitcastConvert, .reshape, .dynamicUpdateSlice:
            text += "\(name) \(operands)\(plain) : \(signature(node))"
        case .reducePrecision(let precision):
            text += "\(name) \(operands), format = e\(precision.exponentBits)m\(precision.significandBits)\(plain)"
            text += " : \(types(node.results))"
        case .map:
            let rank = node.operands.first.map { graph.valueTypes.indices.contains($0.index) ? graph[$0].rank : 0 } ?? 0
            generic(node, ["dimensions = \(TextSpelling.array(Array(0..<rank)))"], marks, indent: indent)
        case .sort(let sort):
            generic(node, ["dimension = \(sort.dimension) : i64", "is_stable = true"], marks, indent: indent)
        case .fft(let fft):
            text += "\(name) \(operands), type = \(fft.kind.rawValue), length = \(TextSpelling.list(fft.lengths))"
            text += "\(plain) : \(signature(node))"
        case .cholesky(let cholesky):
            text += "\(name) \(operands), lower = \(cholesky.isLower)\(plain) : \(types(node.results))"
        case .triangularSolve(let solve):
            let entries = [
                "left_side = \(solve.isLeft)", "lower = \(solve.isLower)",
                "transpose_a = #stablehlo<transpose \(solve.transpose.rawValue)>",
                "unit_diagonal = \(solve.isUnitDiagonal)",
            ]
            generic(node, entries, marks, indent: indent)
        case .optimizationBarrier:
            text += "\(name) \(operands)\(plain) : "
            text += node.operands.isEmpty ? signature(node) : types(node.operands)
        case .compare(let compare):
            text += "\(name) \(compare.direction.rawValue), \(operands), \(compare.order.rawValue)\(plain)"
            text += " : \(signature(node))"
        case .select:
            let allOneType =
                node.operands.count == 3 && Set((node.operands.dropFirst() + node.results).map(type)).count == 1
            text += "\(name) \(operands)\(plain) : "
            text += allOneType ? types(Array(node.operands.prefix(2))) : signature(node)
        case .constant(let constant):
            text += "\(name)\(plain) \(ConstantText.text(constant.value)) : \(types(node.results))"
        case .iota(let iota): text += "\(name) dim = \(iota.dimension)\(plain) : \(types(node.results))"
        case .transpose(let transpose):
            text +=
                "\(name) \(operands), dims = \(TextSpelling.list(transpose.permutation))\(plain) : \(signature(node))"
        case .broadcastInDim(let broadcast):
            text +=
                "\(name) \(operands), dims = \(TextSpelling.list(broadcast.dimensions))\(plain) : \(signature(node))"
        case .reverse(let reverse):
            text +=
                "\(name) \(operands), dims = \(TextSpelling.list(reverse.dimensions))\(plain) : \(shortSignature(node))"
        case .slice(let slice):
            let ranges = zip(zip(slice.start, slice.limit), slice.strides).map { bounds, stride in
                let range = "\(bounds.0):\(bounds.1)"
                return stride == 1 ? range : "\(range):\(stride)"
            }
            text += "\(name) \(operands) [\(ranges.joined(separator: ", "))]\(plain) : \(signature(node))"
        case .dynamicSlice(let slice):
            // The short form of a scalar's slice has an empty place that its own parser refuses.
            if slice.sizes.isEmpty {
                generic(node, ["slice_sizes = \(TextSpelling.array(slice.sizes))"], marks, indent: indent)
            } else {
                text += "\(name) \(operands), sizes = \(TextSpelling.list(slice.sizes))\(plain) : \(signature(node))"
            }
        case .pad(let pad):
            text += "\(name) \(operands), low = \(TextSpelling.list(pad.edges.map(\.low)))"
            text += ", high = \(TextSpelling.list(pad.edges.map(\.high)))"
            text += ", interior = \(TextSpelling.list(pad.interior))\(plain) : \(signature(node))"
        case .concatenate(let concatenate):
            text += "\(name) \(operands), dim = \(concatenate.dimension)\(plain) : \(signature(node))"
        case .reduce(let reduce): self.reduce(reduce, node, marks, indent: indent)
        case .reduceWindow(let window):
            let entries = [
                "base_dilations = \(TextSpelling.array(window.baseDilations))",
                "padding = \(padding(window.padding))",
                "window_dilations = \(TextSpelling.array(window.windowDilations))",
                "window_dimensions = \(TextSpelling.array(window.window))",
                "window_strides = \(TextSpelling.array(window.strides))",
            ]
            generic(node, entries, marks, indent: indent)
        case .selectAndScatter(let window):
            let entries = [
                "padding = \(padding(window.padding))",
                "window_dimensions = \(TextSpelling.array(window.window))",
                "window_strides = \(TextSpelling.array(window.strides))",
            ]
            generic(node, entries, marks, indent: indent)
        case .dotGeneral(let dot):
            text += "\(name) \(operands), "
            if !dot.lhsBatching.isEmpty || !dot.rhsBatching.isEmpty {
                text +=
                    "batching_dims = \(TextSpelling.list(dot.lhsBatching)) x \(TextSpelling.list(dot.rhsBatching)), "
            }
            text += "contracting_dims = \(TextSpelling.list(dot.lhsContracting)) x "
            text += "\(TextSpelling.list(dot.rhsContracting))\(plain) : \(signature(node))"
        case .convolution(let convolution): self.convolution(convolution, node, marks)
        case .gather(let gather):
            let numbers = fields([
                ("offset_dims", gather.offsetDims), ("collapsed_slice_dims", gather.collapsedSliceDims),
                ("operand_batching_dims", gather.operandBatchingDims),
                ("start_indices_batching_dims", gather.startIndicesBatchingDims),
                ("start_index_map", gather.startIndexMap),
            ])
            let entries = [
                "dimension_numbers = #stablehlo.gather<\(numbers)index_vector_dim = \(gather.indexVectorDim)>",
                "slice_sizes = \(TextSpelling.array(gather.sliceSizes))",
            ]
            generic(node, entries, marks, indent: indent)
        case .scatter(let scatter):
            let numbers = fields([
                ("update_window_dims", scatter.updateWindowDims), ("inserted_window_dims", scatter.insertedWindowDims),
                ("input_batching_dims", scatter.inputBatchingDims),
                ("scatter_indices_batching_dims", scatter.scatterIndicesBatchingDims),
                ("scatter_dims_to_operand_dims", scatter.scatterDimsToOperandDims),
            ])
            let entry =
                "scatter_dimension_numbers = #stablehlo.scatter<\(numbers)index_vector_dim = \(scatter.indexVectorDim)>"
            generic(node, [entry], marks, indent: indent)
        case .whileLoop: whileLoop(node, marks, indent: indent)
        case .ifElse: generic(node, [], marks, indent: indent)
        case .rngBitGenerator(let generator):
            text += "\(name) \(operands), algorithm = \(generator.algorithm.rawValue)\(plain) : \(signature(node))"
        case .composite(let composite): self.composite(composite, node, marks)
        case .customCall(let call):
            var entries = marks
            if !call.configuration.isEmpty {
                entries.append("backend_config = \(TextSpelling.quoted(call.configuration))")
            }
            if call.hasSideEffect { entries.append("has_side_effect = true") }
            text += "\(name) \(TextSpelling.symbol(call.target))(\(operands))\(dictionary(entries.sorted()))"
            text += " : \(signature(node))"
        }
        text += location(node.location) + "\n"
    }

    // MARK: Forms of their own

    private mutating func reduce(_ reduce: ReduceAttributes, _ node: Node, _ marks: [String], indent: Int) {
        let count = node.operands.count / 2
        let pairs = zip(node.operands.prefix(count), node.operands.dropFirst(count)).map {
            "(\(name($0)) init: \(name($1)))"
        }
        text += "stablehlo.reduce\(pairs.joined(separator: ", "))"
        // The short form is read back as one operation on the parameters in order, at the reduction's location.
        var applied: BinaryOperation?
        if let region = node.regions.first, count == 1, let operation = region.simpleBody,
            region.nodes[0].operands == region.parameters, region.nodes[0].location == node.location,
            region.nodes[0].sampleSum == nil
        {
            applied = operation
        }
        if let applied { text += " applies \(applied.name)" }
        text += " across dimensions = \(TextSpelling.list(reduce.dimensions))\(dictionary(marks)) : \(signature(node))"
        guard applied == nil, let region = node.regions.first else { return }
        text += "\n" + spaces(indent) + " reducer"
        let parameters = region.parameters.map { "\(define(parameter: $0)): \(type($0))" }
        for (element, accumulated) in zip(parameters.prefix(count), parameters.dropFirst(count)) {
            text += "(\(element), \(accumulated)) "
        }
        text += " "
        braced(region, heading: false, indent: indent)
    }

    private mutating func whileLoop(_ node: Node, _ marks: [String], indent: Int) {
        guard node.regions.count == 2, node.regions.allSatisfy({ $0.parameters.count == node.operands.count }) else {
            return generic(node, [], marks, indent: indent)
        }
        // Condition and body name their parameters alike.
        let parameters = node.regions[0].parameters.map { define(parameter: $0) }
        let pairs = zip(parameters, node.operands).map { "\($0) = \(name($1))" }
        text += "stablehlo.while(\(pairs.joined(separator: ", ")))"
        if !node.operands.isEmpty { text += " : \(types(node.operands))" }
        if !marks.isEmpty { text += " attributes\(dictionary(marks))" }
        text += "\n" + spaces(indent) + "cond "
        braced(node.regions[0], heading: false, indent: indent)
        for (parameter, name) in zip(node.regions[1].parameters, parameters) { define(parameter, as: name) }
        text += " do "
        braced(node.regions[1], heading: false, indent: indent)
    }

    private mutating func convolution(_ convolution: ConvolutionAttributes, _ node: Node, _ marks: [String]) {
        let d = convolution.dimensions
        let numbers = [
            axes(d.inputSpatial, (d.inputBatch, "b"), (d.inputFeature, "f")),
            axes(d.kernelSpatial, (d.kernelInputFeature, "i"), (d.kernelOutputFeature, "o")),
            axes(d.outputSpatial, (d.outputBatch, "b"), (d.outputFeature, "f")),
        ]
        var window: [String] = []
        if !convolution.strides.isEmpty {
            let edges = convolution.padding.map { TextSpelling.list([$0.low, $0.high]) }
            window.append("stride = \(TextSpelling.list(convolution.strides))")
            window.append("pad = [\(edges.joined(separator: ", "))]")
            window.append("lhs_dilate = \(TextSpelling.list(convolution.lhsDilation))")
            window.append("rhs_dilate = \(TextSpelling.list(convolution.rhsDilation))")
            let reversal = convolution.windowReversal.map { $0 ? "true" : "false" }
            window.append("reverse = [\(reversal.joined(separator: ", "))]")
        }
        let entries = [
            "batch_group_count = \(convolution.batchGroupCount) : i64",
            "feature_group_count = \(convolution.featureGroupCount) : i64",
        ]
        text +=
            "stablehlo.convolution(\(names(node.operands))) dim_numbers = \(numbers[0])x\(numbers[1])->\(numbers[2])"
        text += ", window = {\(window.joined(separator: ", "))}\(dictionary(entries + marks)) : \(signature(node))"
    }

    private mutating func composite(_ composite: CompositeAttributes, _ node: Node, _ marks: [String]) {
        var entries = marks
        if !composite.options.isEmpty {
            let options = composite.options.keys.sorted().map { key in
                "\(TextSpelling.word(key)) = \(option(composite.options[key]!))"
            }
            entries.append("composite_attributes = {\(options.joined(separator: ", "))}")
        }
        entries.append("decomposition = \(TextSpelling.symbol(symbol(of: composite.decomposition)))")
        let operands = names(node.operands)
        text += "stablehlo.composite \(TextSpelling.quoted(composite.name))\(operands.isEmpty ? "" : " ")\(operands)"
        text += "\(dictionary(entries.sorted())) : \(signature(node))"
    }

    private mutating func generic(_ node: Node, _ properties: [String], _ marks: [String], indent: Int) {
        text += "\"\(node.operation.name)\"(\(names(node.operands)))"
        if !properties.isEmpty { text += " <{\(properties.joined(separator: ", "))}>" }
        if !node.regions.isEmpty {
            text += " ("
            for (index, region) in node.regions.enumerated() {
                if index > 0 { text += ", " }
                braced(region, indent: indent)
            }
            text += ")"
        }
        text += "\(dictionary(marks)) : \(signature(node))"
    }

    // MARK: Pieces

    /// The mark of a sum over samples, as an attribute that other tools carry along.
    private func marks(_ node: Node) -> [String] {
        guard let sum = node.sampleSum else { return [] }
        return [
            "verbatim.sample_sum = {dimension = \(sum.dimension) : i64, "
                + "indices_per_sample = \(sum.indicesPerSample) : i64, samples_per_leaf = \(sum.samplesPerLeaf) : i64}"
        ]
    }

    private func signature(_ node: Node) -> String {
        let results = types(node.results)
        return "(\(types(node.operands))) -> \(node.results.count == 1 ? results : "(\(results))")"
    }

    /// One type where operands and result share it, else the whole signature.
    private func shortSignature(_ node: Node) -> String {
        let all = Set((node.operands + node.results).map(type))
        return all.count == 1 && node.results.count == 1 ? types(node.results) : signature(node)
    }

    private func padding(_ edges: [EdgePadding]) -> String {
        let numbers = edges.flatMap { [Int64($0.low), Int64($0.high)] }
        guard let value = try? TensorValue(numbers, shape: [edges.count, 2]) else { return "dense<>" }
        return "\(ConstantText.text(value)) : \(value.type)"
    }

    private func fields(_ lists: [(name: String, numbers: [Int])]) -> String {
        lists.filter { !$0.numbers.isEmpty }.map { "\($0.name) = \(TextSpelling.list($0.numbers)), " }.joined()
    }

    private func axes(_ spatial: [Int], _ named: (place: Int, letter: String)...) -> String {
        var labels = [String](repeating: "?", count: spatial.count + named.count)
        for (axis, place) in spatial.enumerated() where labels.indices.contains(place) { labels[place] = String(axis) }
        for (place, letter) in named where labels.indices.contains(place) { labels[place] = letter }
        return "[\(labels.joined(separator: ", "))]"
    }

    private func option(_ option: CompositeAttributes.Option) -> String {
        switch option {
        case .integer(let number): "\(number) : i64"
        case .number(let number): "\(TextSpelling.number(number)) : f64"
        case .boolean(let truth): truth ? "true" : "false"
        case .string(let text): TextSpelling.quoted(text)
        case .integers(let numbers): TextSpelling.array(numbers)
        }
    }
}
