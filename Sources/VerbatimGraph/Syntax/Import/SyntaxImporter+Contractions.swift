// Products: dot_general, dot and convolution.
extension SyntaxImporter {
    func dotGeneral(_ operation: SyntaxOperation) throws -> DotGeneralAttributes {
        let fields = try fields("dot_dimension_numbers", operation)
        return DotGeneralAttributes(
            lhsBatching: fields.lists["lhs_batching_dimensions"] ?? [],
            rhsBatching: fields.lists["rhs_batching_dimensions"] ?? [],
            lhsContracting: fields.lists["lhs_contracting_dimensions"] ?? [],
            rhsContracting: fields.lists["rhs_contracting_dimensions"] ?? [])
    }

    func dot(_ attributes: DotGeneralAttributes, _ operation: SyntaxOperation) throws -> [Value] {
        try contraction(.dotGeneral(attributes), Array(try operands(operation).prefix(2)), operation)
    }

    /// A contraction whose result may be of another type: operands are converted to the wider of the types first.
    func contraction(
        _ known: Operation, _ operands: [ValueID], _ operation: SyntaxOperation
    ) throws -> [Value] {
        let result = try resultType(operation).element
        return [.tensor(try contracted(known, operands, to: result, sampleSum: try sampleSum(operation)))]
    }

    func contracted(
        _ known: Operation, _ operands: [ValueID], to result: ElementType, sampleSum: SampleSum? = nil
    ) throws -> ValueID {
        let elements = operands.map { builder.type(of: $0).element }
        let widest = ([result] + elements).max { Self.rank($0) < Self.rank($1) } ?? result
        let wide = widest.smallFormat == nil ? widest : .f32
        let converted = try operands.map { try builder.convert($0, to: wide) }
        return try builder.convert(try builder.append(known, converted, sampleSum: sampleSum)[0], to: result)
    }

    /// Types in the order in which one holds the other's numbers.
    static func rank(_ element: ElementType) -> Int {
        let kind = element.isComplex ? 3000 : element.isFloat ? 2000 : element.smallFormat != nil ? 1000 : 0
        return kind + element.bitWidth
    }

    func convolution(_ operation: SyntaxOperation, padding: [EdgePadding]?) throws -> [Value] {
        guard case .dialect("stablehlo.conv", let body)? = operation["dimension_numbers"] else {
            throw missing("dimension_numbers", operation)
        }
        guard let dimensions = ConvolutionAttributes.Dimensions(text: body) else {
            throw Self.error(
                .malformed, "a convolution's dimension numbers are not complete", operation, received: body,
                expected: "each letter and every spatial dimension once")
        }
        var reversal: [Bool]?
        if let value = operation["window_reversal"] {
            guard let truths = booleans(value) else { throw wrong("window_reversal", operation, "truth values") }
            reversal = truths
        }
        let convolution = ConvolutionAttributes(
            dimensions: dimensions, strides: try optionalIntegers("window_strides", operation), padding: padding,
            lhsDilation: try optionalIntegers("lhs_dilation", operation),
            rhsDilation: try optionalIntegers("rhs_dilation", operation), windowReversal: reversal,
            featureGroupCount: try integer("feature_group_count", operation),
            batchGroupCount: try integer("batch_group_count", operation))
        return try contraction(.convolution(convolution), Array(try operands(operation).prefix(2)), operation)
    }
}

extension ConvolutionAttributes.Dimensions {
    /// Reads `[b, 0, 1, f]x[0, 1, i, o]->[b, 0, 1, f]`; nil if it is not complete.
    init?(text: String) {
        var lists: [[String]] = []
        for part in text.split(separator: "[").dropFirst(0) where part.contains("]") {
            guard let end = part.firstIndex(of: "]") else { return nil }
            lists.append(part[..<end].split(separator: ",").map { String($0.filter { $0 != " " }) })
        }
        guard lists.count == 3 else { return nil }
        func places(_ labels: [String], _ first: String, _ second: String) -> (Int, Int, [Int])? {
            let spatial = (0..<max(0, labels.count - 2)).compactMap { labels.firstIndex(of: String($0)) }
            guard let one = labels.firstIndex(of: first), let two = labels.firstIndex(of: second),
                spatial.count == labels.count - 2
            else { return nil }
            return (one, two, spatial)
        }
        guard let input = places(lists[0], "b", "f"), let kernel = places(lists[1], "i", "o"),
            let output = places(lists[2], "b", "f")
        else { return nil }
        self.init(
            inputBatch: input.0, inputFeature: input.1, inputSpatial: input.2, kernelInputFeature: kernel.0,
            kernelOutputFeature: kernel.1, kernelSpatial: kernel.2, outputBatch: output.0, outputFeature: output.1,
            outputSpatial: output.2)
    }
}
