// `bitcast_convert` between types of less than a byte and wider ones.
extension SyntaxImporter {
    /// The bits of each element as elements of another type: of i1 and types of 2 and 4 bits by shifts, the first of them
    /// in the lowest bits.
    func bitcast(_ operation: SyntaxOperation) throws -> [Value] {
        let operand = try operand(operation)
        let from = builder.type(of: operand)
        let to = try resultType(operation).element
        let (narrow, wide) = (min(from.element.bitWidth, to.bitWidth), max(from.element.bitWidth, to.bitWidth))
        guard narrow < 8, narrow < wide, let word = Self.words[wide], let part = Self.words[narrow],
            !from.element.isComplex, !to.isComplex
        else { return [.tensor(try builder.one(.bitcastConvert(ConvertAttributes(to: to)), [operand]))] }
        let count = wide / narrow
        if from.element.bitWidth == narrow {
            guard from.shape.last == count else {
                throw Self.error(
                    .shape, "\(operation.name) to a wider type joins the last dimension", operation,
                    received: "\(from)", expected: "a last dimension of \(count)")
            }
            let parts = try builder.convert(try recast(operand, to: part), to: word)
            let shifted = try builder.binary(.shiftLeft, parts, try shifts(from.shape, narrow, word))
            let scalar = TensorType([], word)
            let body = try builder.region([scalar, scalar]) { [try builder.binary(.or, $0[0], $0[1])] }
            let joined = try builder.one(
                .reduce(ReduceAttributes([from.rank - 1])), [shifted, try builder.constant(0, scalar)], regions: [body])
            return [.tensor(try recast(joined, to: to))]
        }
        let bits = try recast(operand, to: word)
        let shape = from.shape + [count]
        let copies = try builder.broadcast(bits, to: shape, dimensions: Array(from.shape.indices))
        let shifted = try builder.binary(.shiftRightLogical, copies, try shifts(shape, narrow, word))
        let mask = try builder.constant(Double((1 << narrow) - 1), TensorType(shape, word))
        let parts = try builder.convert(try builder.binary(.and, shifted, mask), to: part)
        return [.tensor(try recast(parts, to: to))]
    }

    /// Unsigned integers by their bits.
    private static let words: [Int: ElementType] = [
        1: .bool, 2: .u2, 4: .u4, 8: .u8, 16: .u16, 32: .u32, 64: .u64,
    ]

    private func recast(_ value: ValueID, to element: ElementType) throws -> ValueID {
        guard builder.type(of: value).element != element else { return value }
        return try builder.one(.bitcastConvert(ConvertAttributes(to: element)), [value])
    }

    /// How far each part of a word lies from its lowest bit.
    private func shifts(_ shape: [Int], _ width: Int, _ word: ElementType) throws -> ValueID {
        let type = TensorType(shape, word)
        let number = try builder.one(.iota(IotaAttributes(dimension: shape.count - 1, type: type)))
        return try builder.binary(.multiply, number, try builder.constant(Double(width), type))
    }
}
