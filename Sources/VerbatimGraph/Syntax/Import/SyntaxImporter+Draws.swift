// Draws that a program does not seed.
extension SyntaxImporter {
    /// `rng`: Philox under the key 0, each operation of the program a stream of its own.
    func rng(_ operation: SyntaxOperation) throws -> [Value] {
        let operands = try operands(operation)
        try count(operands, 3, operation)
        let type = try resultType(operation)
        let isNormal = operation["rng_distribution"]?.keyword == "NORMAL"
        draws += 1
        let state = try builder.constant(TensorValue([UInt64(draws), 0], shape: [2]))
        func wide(_ value: ValueID) throws -> ValueID {
            try builder.broadcast(value, to: type.shape, dimensions: [])
        }
        let (low, high) = (try wide(operands[0]), try wide(operands[1]))
        if type.element.isInteger || type.element == .bool {
            guard !isNormal, type.element.isInteger else {
                throw Self.error(.unsupported, "a draw of this type is not supported", operation)
            }
            let bits = try builder.append(
                .rngBitGenerator(RngBitGeneratorAttributes(.default, type: type.with(.u64))), [state])[1]
            let span = try builder.convert(try builder.binary(.subtract, high, low), to: .u64)
            let offset = try builder.convert(try builder.binary(.remainder, bits, span), to: type.element)
            return [.tensor(try builder.binary(.add, low, offset))]
        }
        guard type.element.isFloat else {
            throw Self.error(.unsupported, "a draw of this type is not supported", operation)
        }
        let bits = try builder.append(
            .rngBitGenerator(RngBitGeneratorAttributes(.default, type: type.with(.u32))), [state])[1]
        let shift = try builder.constant(8, type.with(.u32))
        let element: ElementType = type.element == .f64 ? .f64 : .f32
        let number = try builder.convert(try builder.binary(.shiftRightLogical, bits, shift), to: element)
        let drawn: ValueID
        if isNormal {
            // The inverse of the normal distribution at the middle of each of 2^24 steps.
            let half = try builder.constant(0.5, type.with(element))
            let scale = try builder.constant(0x1p-23, type.with(element))
            let one = try builder.constant(1, type.with(element))
            let middle = try builder.binary(
                .subtract, try builder.binary(.multiply, try builder.binary(.add, number, half), scale), one)
            drawn = try builder.binary(
                .multiply, try builder.unary(.erfInv, middle),
                try builder.constant(1.4142135623730951, type.with(element)))
        } else {
            drawn = try builder.binary(.multiply, number, try builder.constant(0x1p-24, type.with(element)))
        }
        let unit = try builder.convert(drawn, to: type.element)
        let scale = isNormal ? high : try builder.binary(.subtract, high, low)
        return [.tensor(try builder.binary(.add, try builder.binary(.multiply, unit, scale), low))]
    }
}
