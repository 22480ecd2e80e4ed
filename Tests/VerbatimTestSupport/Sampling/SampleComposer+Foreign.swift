import Verbatim

// Operations that only programs of other people use.
extension SampleComposer {
    /// Complex numbers, taken apart again, so that what follows has real ones.
    mutating func complex() throws -> [ValueID] {
        let type = type { $0 == .f32 || $0 == .f64 }
        let z = try builder.one(.complex, [operand(type), operand(type)])
        let w = try builder.one(.complex, [operand(type), operand(type)])
        let operation = generator.pick(BinaryOperation.allCases.filter { $0.accepts(.c64) })
        let y = try builder.binary(operation, z, w)
        let unary = generator.pick(UnaryOperation.allCases.filter { $0.accepts(.c64) })
        let image = try builder.unary(unary, z)
        let parts = [try builder.unary(.real, y), try builder.unary(.imag, y)]
        guard builder.type(of: image).element.isComplex else { return parts + [image] }
        return parts + [try builder.unary(.real, image), try builder.unary(.imag, image)]
    }

    mutating func reducePrecision() throws -> [ValueID] {
        let attributes = ReducePrecisionAttributes(
            exponentBits: generator.int(1...11), significandBits: generator.int(0...52))
        return try builder.append(.reducePrecision(attributes), [operand(type(\.isFloat))])
    }

    mutating func map() throws -> [ValueID] {
        let type = type()
        let operations = BinaryOperation.allCases.filter { $0.accepts(type.element) }
        let (first, second) = (generator.pick(operations), generator.pick(operations))
        let operands = [try operand(type), try operand(type)]
        let body = try builder.region([type.with(shape: []), type.with(shape: [])]) { parameters in
            [
                try builder.binary(
                    second, try builder.binary(first, parameters[0], parameters[1]), parameters[1])
            ]
        }
        return try builder.append(.map, operands, regions: [body])
    }

    mutating func sort() throws -> [ValueID] {
        let type = type(rank: 1...3)
        let other = type.with(element())
        let isPair = generator.once(in: 2)
        let isTotal = type.element.isFloat && generator.once(in: 2)
        let attributes = CompareAttributes(
            generator.pick([.lt, .gt]), order: isTotal ? .totalOrder : .natural(type.element))
        let types = isPair ? [type, other] : [type]
        let scalars = types.flatMap { [$0.with(shape: []), $0.with(shape: [])] }
        let isComposed = generator.once(in: 2)
        let operands = try types.map { try operand($0) }
        let body = try builder.region(scalars) { parameters in
            let compared = try builder.one(.compare(attributes), Array(parameters.prefix(2)))
            return [isComposed ? try builder.unary(.not, try builder.unary(.not, compared)) : compared]
        }
        return try builder.append(
            .sort(SortAttributes(dimension: generator.int(0...type.rank - 1))), operands, regions: [body])
    }

    mutating func fft() throws -> [ValueID] {
        let element: ElementType = generator.once(in: 2) ? .f32 : .f64
        let shape = (0..<generator.int(1...3)).map { _ in generator.int(1...9) }
        let lengths = Array(shape.suffix(generator.int(1...shape.count)))
        let real = try operand(TensorType(shape, element))
        let half = try builder.one(.fft(FFTAttributes(.realForward, lengths: lengths)), [real])
        let back = try builder.one(.fft(FFTAttributes(.realInverse, lengths: lengths)), [half])
        let z = try builder.one(.complex, [real, back])
        let kind: FFTAttributes.Kind = generator.once(in: 2) ? .forward : .inverse
        let transformed = try builder.one(.fft(FFTAttributes(kind, lengths: lengths)), [z])
        return [back, try builder.unary(.real, transformed), try builder.unary(.imag, transformed)]
    }

    mutating func optimizationBarrier() throws -> [ValueID] {
        let operands = try (0..<generator.int(1...3)).map { _ in try operand(type()) }
        return try builder.append(.optimizationBarrier, operands)
    }

    mutating func cholesky() throws -> [ValueID] {
        let size = generator.int(0...6)
        let type = TensorType(generator.once(in: 2) ? [size, size] : [3, size, size], element(\.isFloat))
        return try builder.append(.cholesky(CholeskyAttributes(isLower: generator.once(in: 2))), [operand(type)])
    }

    mutating func triangularSolve() throws -> [ValueID] {
        let element = element(\.isFloat)
        let (size, others) = (generator.int(0...6), generator.int(0...4))
        let batch = generator.once(in: 2) ? [] : [2]
        let isLeft = generator.once(in: 2)
        let attributes = TriangularSolveAttributes(
            isLeft: isLeft, isLower: generator.once(in: 2), isUnitDiagonal: generator.once(in: 2),
            transpose: generator.pick(TriangularSolveAttributes.Transpose.allCases))
        let operands = [
            try operand(TensorType(batch + [size, size], element)),
            try operand(TensorType(batch + (isLeft ? [size, others] : [others, size]), element)),
        ]
        return try builder.append(.triangularSolve(attributes), operands)
    }
}
