/// A uniformly quantized type: integers that stand for `(q - zero point) * scale`.
struct QuantizedType {
    let storage: ElementType
    let expressed: ElementType
    let minimum: Int
    let maximum: Int
    /// One scale, or one for each index of an axis.
    let scales: [Double]
    /// As many zero points.
    let zeroPoints: [Int]
    let axis: Int?

    /// Reads `!quant.uniform<i8:f32, 0.5:3>` or `!quant.uniform<i8<-127:127>:f32:1, {0.5:3, 0.25}>`; nil if it is
    /// something else.
    init?(_ text: String) {
        guard text.hasPrefix("!quant.uniform<"), text.hasSuffix(">") else { return nil }
        let body = text.dropFirst("!quant.uniform<".count).dropLast().filter { $0 != " " }
        guard let comma = body.firstIndex(of: ",") else { return nil }
        var head = body[..<comma]
        let tail = body[body.index(after: comma)...]
        let word = head.prefix { $0.isLetter || $0.isNumber }
        let name = word.hasPrefix("u") ? "ui" + word.dropFirst() : String(word)
        guard let storage = ElementType(rawValue: name), storage.isInteger, storage.bitWidth <= 32 else { return nil }
        head = head.dropFirst(word.count)
        let width = storage.bitWidth
        var bounds =
            storage.isSignedInteger ? (-(1 << (width - 1)), 1 << (width - 1) - 1) : (0, 1 << width - 1)
        if head.first == "<", let end = head.firstIndex(of: ">") {
            let parts = head[head.index(after: head.startIndex)..<end].split(separator: ":").map { Int($0) }
            guard parts.count == 2, let low = parts[0], let high = parts[1], low <= high else { return nil }
            bounds = (low, high)
            head = head[head.index(after: end)...]
        }
        let parts = head.split(separator: ":")
        guard let first = parts.first, let expressed = ElementType(rawValue: String(first)), expressed.isFloat,
            parts.count <= 2
        else { return nil }
        axis = parts.count == 2 ? Int(parts[1]) : nil
        guard parts.count == 1 || axis != nil else { return nil }
        var scales: [Double] = []
        var zeroPoints: [Int] = []
        let entries = tail.hasPrefix("{") && tail.hasSuffix("}") ? tail.dropFirst().dropLast() : tail
        for entry in entries.split(separator: ",") {
            let pair = entry.split(separator: ":")
            guard let scale = pair.first.flatMap({ Double($0) }), scale > 0, scale.isFinite, pair.count <= 2,
                let zero = pair.count == 2 ? Int(pair[1]) : 0, Int32(exactly: zero) != nil
            else { return nil }
            scales.append(scale)
            zeroPoints.append(zero)
        }
        guard !scales.isEmpty, axis != nil || scales.count == 1 else { return nil }
        (self.storage, self.expressed, minimum, maximum) = (storage, expressed, bounds.0, bounds.1)
        (self.scales, self.zeroPoints) = (scales, zeroPoints)
    }
}

// Quantized tensors, whose operations mean: dequantize, compute on floats, quantize.
extension SyntaxImporter {
    /// The quantized type of a tensor type, if it is one.
    func quantized(_ type: SyntaxType, _ operation: SyntaxOperation) throws -> QuantizedType? {
        guard case .tensor(_, let element, _) = type, element.hasPrefix("!quant") else { return nil }
        guard let known = QuantizedType(element) else {
            throw Self.error(
                .unsupported, "a quantized type is not supported", operation, received: element,
                expected: "!quant.uniform of at most 32 bits")
        }
        return known
    }

    /// What an operation on quantized tensors gives.
    func translateQuantized(_ operation: SyntaxOperation) throws -> [Value] {
        guard operation.regions.isEmpty else {
            throw Self.error(.unsupported, "an operation with a body on quantized types is not supported", operation)
        }
        var plain = operation
        var names: [String: [Value]] = [:]
        for (place, use) in operation.operands.enumerated() {
            guard let type = try quantized(operation.operandTypes[place], operation) else { continue }
            guard case .quantized(let stored) = try value(use, operation) else {
                throw Self.error(.malformed, "a value is not quantized", operation, received: use)
            }
            let name = "%quantized \(place)"
            names[name] = [.tensor(try dequantize(stored, type, operation))]
            plain.operands[place] = name
            plain.operandTypes[place] = operation.operandTypes[place].with(element: type.expressed.rawValue)
        }
        let results = try operation.resultTypes.map { try quantized($0, operation) }
        if operation.name == "stablehlo.bitcast_convert", let use = operation.operands.first {
            // The bits of a quantized tensor are those of its integers.
            switch try value(use, operation) {
            case .quantized(let stored):
                return [results.first.flatMap { $0 } == nil ? .tensor(stored) : .quantized(stored)]
            case .tensor(let stored): return [.quantized(stored)]
            case .token, .tuple: break
            }
        }
        for (place, type) in results.enumerated() {
            guard let type else { continue }
            plain.resultTypes[place] = operation.resultTypes[place].with(element: type.expressed.rawValue)
        }
        let values: [Value] = try withNames(names) {
            switch operation.name {
            case "stablehlo.uniform_quantize", "stablehlo.uniform_dequantize":
                return try operands(plain).map { .tensor($0) }
            default: return try translate(plain)
            }
        }
        return try zip(values, results).map { value, type in
            guard let type else { return value }
            return .quantized(try quantize(try tensor(value, operation), type, operation))
        }
    }

    /// A number for each element of a tensor: one everywhere, or one for each index of the axis.
    private func numbers(
        _ numbers: [Double], _ type: QuantizedType, _ tensor: TensorType, _ operation: SyntaxOperation
    ) throws -> ValueID {
        guard let axis = type.axis else { return try builder.constant(numbers[0], tensor) }
        guard tensor.shape.indices.contains(axis), tensor.shape[axis] == numbers.count else {
            throw Self.error(
                .malformed, "a quantized type has another number of scales than its axis", operation,
                received: "\(numbers.count)", expected: "the size of dimension \(axis) of \(tensor)")
        }
        let parts = try numbers.map { number in
            try builder.reshape(try builder.constant(TensorValue(number, as: tensor.element)), to: [1])
        }
        let line = try builder.one(.concatenate(ConcatenateAttributes(dimension: 0)), parts)
        return try builder.broadcast(line, to: tensor.shape, dimensions: [axis])
    }

    /// `(q - zero point) * scale`, the difference in i32.
    private func dequantize(
        _ stored: ValueID, _ type: QuantizedType, _ operation: SyntaxOperation
    ) throws -> ValueID {
        let tensor = builder.type(of: stored)
        let wide = try builder.convert(stored, to: .i32)
        let zeros = try numbers(type.zeroPoints.map { Double($0) }, type, tensor.with(.i32), operation)
        let difference = try builder.convert(try builder.binary(.subtract, wide, zeros), to: type.expressed)
        return try builder.binary(
            .multiply, difference, try numbers(type.scales, type, tensor.with(type.expressed), operation))
    }

    /// `clamp(x * (1 / scale) + zero point)` rounded to the nearest integer, halves to even.
    private func quantize(_ value: ValueID, _ type: QuantizedType, _ operation: SyntaxOperation) throws -> ValueID {
        let tensor = builder.type(of: value)
        let inverse = try numbers(type.scales.map { 1 / $0 }, type, tensor, operation)
        let zeros = try numbers(type.zeroPoints.map { Double($0) }, type, tensor, operation)
        let moved = try builder.binary(.add, try builder.binary(.multiply, value, inverse), zeros)
        let scalar = tensor.with(shape: [])
        let clamped = try builder.one(
            .clamp,
            [
                try builder.constant(Double(type.minimum), scalar), moved,
                try builder.constant(Double(type.maximum), scalar),
            ])
        return try builder.convert(try builder.unary(.roundNearestEven, clamped), to: type.storage)
    }
}

extension SyntaxType {
    /// The same tensor with another element type.
    func with(element: String) -> SyntaxType {
        guard case .tensor(let shape, _, let encoding) = self else { return self }
        return .tensor(shape: shape, element: element, encoding: encoding)
    }
}
