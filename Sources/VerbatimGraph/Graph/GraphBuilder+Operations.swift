import VerbatimArithmetic

// Short forms for what autodiff, composites and tensors write most.
extension GraphBuilder {
    /// Appends an operation with one result.
    public func one(
        _ operation: Operation, _ operands: [ValueID] = [], regions: [Region] = [], location: Location? = nil
    ) throws -> ValueID {
        try append(operation, operands, regions: regions, location: location)[0]
    }

    /// Appends a constant.
    public func constant(_ value: TensorValue) throws -> ValueID { try one(.constant(ConstantAttributes(value))) }

    /// Appends a constant of one number everywhere, rounded once to the element type.
    public func constant(_ number: Double, _ type: TensorType) throws -> ValueID {
        try broadcast(try constant(TensorValue(number, as: type.element)), to: type.shape, dimensions: [])
    }

    /// Appends an element-by-element operation of one operand.
    public func unary(_ operation: UnaryOperation, _ operand: ValueID) throws -> ValueID {
        try one(.unary(operation), [operand])
    }

    /// Appends an element-by-element operation of two operands of one type.
    public func binary(_ operation: BinaryOperation, _ left: ValueID, _ right: ValueID) throws -> ValueID {
        try one(.binary(operation), [left, right])
    }

    /// Appends a comparison in the element type's usual order.
    public func compare(
        _ direction: CompareAttributes.Direction, _ left: ValueID, _ right: ValueID
    ) throws -> ValueID {
        try one(.compare(CompareAttributes(direction, order: .natural(type(of: left).element))), [left, right])
    }

    /// Appends a choice by a boolean tensor.
    public func select(_ predicate: ValueID, _ onTrue: ValueID, _ onFalse: ValueID) throws -> ValueID {
        try one(.select, [predicate, onTrue, onFalse])
    }

    /// Appends a conversion, unless the element type is already right.
    public func convert(_ operand: ValueID, to element: ElementType) throws -> ValueID {
        type(of: operand).element == element ? operand : try one(.convert(ConvertAttributes(to: element)), [operand])
    }

    /// Appends a broadcast, unless the shape is already right.
    public func broadcast(_ operand: ValueID, to shape: [Int], dimensions: [Int]) throws -> ValueID {
        if type(of: operand).shape == shape && dimensions == Array(shape.indices) { return operand }
        return try one(.broadcastInDim(BroadcastInDimAttributes(shape: shape, dimensions: dimensions)), [operand])
    }

    /// Appends a reshape, unless the shape is already right.
    public func reshape(_ operand: ValueID, to shape: [Int]) throws -> ValueID {
        type(of: operand).shape == shape ? operand : try one(.reshape(ReshapeAttributes(shape)), [operand])
    }

    /// Appends a transpose, unless the permutation changes nothing.
    public func transpose(_ operand: ValueID, _ permutation: [Int]) throws -> ValueID {
        permutation == Array(permutation.indices)
            ? operand : try one(.transpose(TransposeAttributes(permutation)), [operand])
    }

    /// Appends a fold over dimensions whose body is one binary operation; folds over nothing change nothing.
    public func reduce(
        _ operation: BinaryOperation, _ operand: ValueID, dimensions: [Int], initial: TensorValue
    ) throws -> ValueID {
        let scalar = type(of: operand).with(shape: [])
        let body = try region([scalar, scalar]) { [try binary(operation, $0[0], $0[1])] }
        return try one(
            .reduce(ReduceAttributes(dimensions)), [operand, try constant(initial)], regions: [body])
    }

    /// Appends a sum over dimensions, from 0.
    public func sum(_ operand: ValueID, dimensions: [Int]) throws -> ValueID {
        try reduce(
            .add, operand, dimensions: dimensions, initial: TensorValue(zeros: type(of: operand).with(shape: [])))
    }
}

extension TensorValue {
    /// Makes a scalar of a number, rounded once to a float type, truncated to an integer type, nonzero for `bool`.
    public init(_ number: Double, as element: ElementType) {
        switch element {
        case .bool: self.init(number != 0)
        case .i8: self.init(Int8(number))
        case .i16: self.init(Int16(number))
        case .i32: self.init(Int32(number))
        case .i64: self.init(Int64(number))
        case .u8: self.init(UInt8(number))
        case .u16: self.init(UInt16(number))
        case .u32: self.init(UInt32(number))
        case .u64: self.init(UInt64(number))
        case .f16: self.init(Half(number))
        case .bf16: self.init(BFloat16(number))
        case .f32: self.init(Float(number))
        case .f64: self.init(number)
        case .c64: self.init(type: TensorType([], element), scalar: SIMD2(Float(number), 0))
        case .c128: self.init(type: TensorType([], element), scalar: SIMD2(number, 0))
        case .i2, .i4, .u2, .u4: self.init(type: TensorType([], element), scalar: Int8(number))
        case .f4E2M1FN, .f6E2M3FN, .f6E3M2FN, .f8E3M4, .f8E4M3, .f8E4M3B11FNUZ,
            .f8E4M3FN, .f8E4M3FNUZ, .f8E5M2, .f8E5M2FNUZ, .f8E8M0FNU:
            self.init(type: TensorType([], element), scalar: element.smallFormat!.code(number))
        }
    }
}
