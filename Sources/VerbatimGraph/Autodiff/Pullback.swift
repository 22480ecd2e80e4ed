// The gradient of every operation. One exhaustive switch, so that a new operation without a gradient does not compile.
extension GraphBuilder {
    /// Appends the gradients of a node's inputs, given the cotangents of its results.
    func pullback(of node: Node, _ call: PullbackCall) throws -> [ValueID?] {
        func gradient(_ operand: Int, _ make: () throws -> ValueID) rethrows -> ValueID? {
            call.needed[operand] ? try make() : nil
        }
        // Operations with one result have its cotangent here; those with several look at `call` themselves.
        guard let g = call.cotangents.lazy.compactMap({ $0 }).first else { return call.operands.map { _ in nil } }
        let operands = call.operands
        switch node.operation {
        case .unary(let operation):
            return [try unaryPullback(operation, operands[0], call.results[0], g)]
        case .binary(let operation):
            return try binaryPullback(operation, call, g)
        case .select:
            let zero = try zeros(type(of: g))
            return [
                nil, try gradient(1) { try select(operands[0], g, zero) },
                try gradient(2) { try select(operands[0], zero, g) },
            ]
        case .clamp:
            return try clampPullback(call, g)
        case .convert:
            return [try convert(g, to: type(of: operands[0]).element)]
        case .reshape:
            return [try reshape(g, to: type(of: operands[0]).shape)]
        case .transpose(let attributes):
            return [try transpose(g, attributes.inverse)]
        case .broadcastInDim(let attributes):
            return [try broadcastPullback(attributes, type(of: operands[0]).shape, g)]
        case .slice(let attributes):
            return [try slicePullback(attributes, type(of: operands[0]).shape, g)]
        case .dynamicSlice:
            return [try one(.dynamicUpdateSlice, [try zeros(type(of: operands[0])), g] + operands[1...])]
        case .dynamicUpdateSlice:
            let update = type(of: operands[1])
            return [
                try gradient(0) { try one(.dynamicUpdateSlice, [g, try zeros(update)] + operands[2...]) },
                try gradient(1) {
                    try one(.dynamicSlice(DynamicSliceAttributes(sizes: update.shape)), [g] + operands[2...])
                },
            ]
        case .pad(let attributes):
            return [
                try gradient(0) { try padPullback(attributes, g) },
                try gradient(1) { try padValuePullback(attributes, type(of: operands[0]), g) },
            ]
        case .concatenate(let attributes):
            var start = 0
            return try operands.indices.map { index in
                let size = type(of: operands[index]).shape[attributes.dimension]
                defer { start += size }
                return try gradient(index) { try slice(g, attributes.dimension, start..<(start + size)) }
            }
        case .reverse(let attributes):
            return [try one(.reverse(attributes), [g])]
        case .reduce(let attributes):
            return try reducePullback(attributes, node, call, g)
        case .reduceWindow(let attributes):
            return try reduceWindowPullback(attributes, node, call, g)
        case .selectAndScatter(let attributes):
            return try selectAndScatterPullback(attributes, node, call, g)
        case .dotGeneral(let attributes):
            return try dotGeneralPullback(attributes, call, g)
        case .convolution(let attributes):
            return [
                try gradient(0) { try convolutionInputGradient(attributes, call, g) },
                try gradient(1) { try convolutionKernelGradient(attributes, call, g) },
            ]
        case .gather(let attributes):
            return [try gatherPullback(attributes, call, g)]
        case .scatter(let attributes):
            return try scatterPullback(attributes, node, call, g)
        case .composite(let attributes):
            guard let composite = try composite(of: attributes) else {
                throw VerbatimError(
                    .notDifferentiable, "the composite \(attributes.name) has no known pullback",
                    remedy: "append it with GraphBuilder.composite, or inline its decomposition")
            }
            return try composite.pullback(call, self)
        case .ifElse:
            return try ifPullback(node, call)
        case .optimizationBarrier:
            return call.cotangents
        case .compare, .constant, .iota:
            return operands.map { _ in nil }
        case .bitcastConvert, .whileLoop, .rngBitGenerator, .customCall, .complex, .reducePrecision, .map, .sort, .fft,
            .cholesky,
            .triangularSolve:
            throw notDifferentiable(node)
        }
    }

    func notDifferentiable(_ node: Node, _ why: String = "has no gradient") -> VerbatimError {
        VerbatimError(
            .notDifferentiable, "\(node.operation.name) \(why)", location: node.location.isUnknown ? nil : node.location
        )
    }

    func zeros(_ type: TensorType) throws -> ValueID { try constant(0, type) }

    // MARK: Element by element

    /// For y = f(x): g * f'(x), or nil for functions of steps.
    private func unaryPullback(
        _ operation: UnaryOperation, _ x: ValueID, _ y: ValueID, _ g: ValueID
    ) throws -> ValueID? {
        let type = type(of: x)
        func number(_ value: Double) throws -> ValueID { try constant(value, type) }
        func multiply(_ a: ValueID, _ b: ValueID) throws -> ValueID { try binary(.multiply, a, b) }
        func divide(_ a: ValueID, _ b: ValueID) throws -> ValueID { try binary(.divide, a, b) }
        func add(_ a: ValueID, _ b: ValueID) throws -> ValueID { try binary(.add, a, b) }
        func subtract(_ a: ValueID, _ b: ValueID) throws -> ValueID { try binary(.subtract, a, b) }
        /// (1 - x) * (1 + x), which keeps its digits near 1.
        func oneMinusSquare() throws -> ValueID {
            try multiply(try subtract(try number(1), x), try add(try number(1), x))
        }
        /// constant * exp(±v * v)
        func gaussian(_ constant: Double, _ v: ValueID, negative: Bool) throws -> ValueID {
            let square = try multiply(v, v)
            return try multiply(
                try number(constant), try unary(.exponential, negative ? try unary(.negate, square) : square))
        }
        // 2 / sqrt(pi) and sqrt(pi) / 2.
        let (twoOverRootPi, halfRootPi) = (1.1283791670955126, 0.886226925452758)
        switch operation {
        case .abs: return try multiply(g, try unary(.sign, x))
        case .acos: return try unary(.negate, try divide(g, try unary(.sqrt, try oneMinusSquare())))
        case .acosh:
            let product = try multiply(
                try unary(.sqrt, try subtract(x, try number(1))), try unary(.sqrt, try add(x, try number(1))))
            return try divide(g, product)
        case .asin: return try divide(g, try unary(.sqrt, try oneMinusSquare()))
        case .asinh: return try divide(g, try unary(.sqrt, try add(try multiply(x, x), try number(1))))
        case .atan: return try divide(g, try add(try multiply(x, x), try number(1)))
        case .atanh: return try divide(g, try oneMinusSquare())
        case .cbrt: return try divide(g, try multiply(try number(3), try multiply(y, y)))
        case .ceil, .floor, .roundNearestAfz, .roundNearestEven, .sign: return nil
        case .cosine: return try unary(.negate, try multiply(g, try unary(.sine, x)))
        case .cosh: return try multiply(g, try unary(.sinh, x))
        case .countLeadingZeros, .isFinite, .not, .popcnt: return nil
        case .erf: return try multiply(g, try gaussian(twoOverRootPi, x, negative: true))
        case .erfInv: return try multiply(g, try gaussian(halfRootPi, y, negative: false))
        case .erfc: return try unary(.negate, try multiply(g, try gaussian(twoOverRootPi, x, negative: true)))
        case .exponential: return try multiply(g, y)
        case .exponentialMinusOne: return try multiply(g, try unary(.exponential, x))
        case .log: return try divide(g, x)
        case .logPlusOne: return try divide(g, try add(try number(1), x))
        case .logistic: return try multiply(g, try multiply(y, try subtract(try number(1), y)))
        case .negate: return try unary(.negate, g)
        case .rsqrt: return try multiply(g, try multiply(try number(-0.5), try divide(y, x)))
        case .sine: return try multiply(g, try unary(.cosine, x))
        case .sinh: return try multiply(g, try unary(.cosh, x))
        case .sqrt: return try divide(try multiply(g, try number(0.5)), y)
        case .tan: return try multiply(g, try add(try number(1), try multiply(y, y)))
        case .tanh: return try multiply(g, try subtract(try number(1), try multiply(y, y)))
        case .besselI1e, .digamma, .imag, .lgamma, .real:
            throw VerbatimError(.notDifferentiable, "\(operation.name) has no gradient")
        }
    }

    /// For y = f(a, b); of operands of `maximum` and `minimum` that tie, the second gets the gradient.
    ///
    /// So relu(x) = maximum(x, 0) has gradient 0 at 0, as in Keras.
    private func binaryPullback(_ operation: BinaryOperation, _ call: PullbackCall, _ g: ValueID) throws -> [ValueID?] {
        let (a, b, y) = (call.operands[0], call.operands[1], call.results[0])
        let type = type(of: a)
        func multiply(_ a: ValueID, _ b: ValueID) throws -> ValueID { try binary(.multiply, a, b) }
        func left(_ make: () throws -> ValueID) rethrows -> ValueID? { call.needed[0] ? try make() : nil }
        func right(_ make: () throws -> ValueID) rethrows -> ValueID? { call.needed[1] ? try make() : nil }
        switch operation {
        case .add: return [g, g]
        case .subtract: return [g, try right { try unary(.negate, g) }]
        case .multiply: return [try left { try multiply(g, b) }, try right { try multiply(g, a) }]
        case .divide:
            let scaled = try binary(.divide, g, b)
            return [scaled, try right { try unary(.negate, try multiply(scaled, y)) }]
        case .maximum, .minimum:
            let first = try compare(operation == .maximum ? .gt : .lt, a, b)
            let zero = try zeros(type)
            return [try left { try select(first, g, zero) }, try right { try select(first, zero, g) }]
        case .power:
            let (zero, one) = (try zeros(type), try constant(1, type))
            return [
                try left {
                    // b * a^(b - 1), and 0 where b is 0.
                    let exponent = try select(
                        try compare(.eq, b, zero), one, try binary(.subtract, b, one))
                    return try multiply(g, try multiply(b, try binary(.power, a, exponent)))
                },
                try right {
                    // y * log(a), and 0 where a is not positive.
                    let base = try select(try compare(.gt, a, zero), a, one)
                    return try multiply(g, try multiply(y, try unary(.log, base)))
                },
            ]
        case .remainder:
            return [
                g,
                try right {
                    let quotient = try binary(.divide, a, b)
                    let truncated = try multiply(
                        try unary(.sign, quotient), try unary(.floor, try unary(.abs, quotient)))
                    return try unary(.negate, try multiply(g, truncated))
                },
            ]
        case .atan2:
            let scaled = try binary(.divide, g, try binary(.add, try multiply(a, a), try multiply(b, b)))
            return [
                try left { try multiply(scaled, b) }, try right { try unary(.negate, try multiply(scaled, a)) },
            ]
        case .and, .nextAfter, .or, .xor, .shiftLeft, .shiftRightArithmetic, .shiftRightLogical: return [nil, nil]
        }
    }

    /// The operand gets the gradient from its lower to its upper bound, both included as in TensorFlow's
    /// `clip_by_value`; below it goes to the lower bound and above to the upper.
    private func clampPullback(_ call: PullbackCall, _ g: ValueID) throws -> [ValueID?] {
        let type = type(of: g)
        let x = call.operands[1]
        func whole(_ bound: ValueID) throws -> ValueID {
            self.type(of: bound).rank == type.rank ? bound : try broadcast(bound, to: type.shape, dimensions: [])
        }
        func like(_ bound: ValueID, _ gradient: ValueID) throws -> ValueID {
            self.type(of: bound).rank == type.rank
                ? gradient : try sum(gradient, dimensions: Array(type.shape.indices))
        }
        let zero = try zeros(type)
        let below = try compare(.lt, x, try whole(call.operands[0]))
        let above = try compare(.gt, x, try whole(call.operands[2]))
        return [
            call.needed[0] ? try like(call.operands[0], try select(below, g, zero)) : nil,
            call.needed[1] ? try select(try binary(.or, below, above), zero, g) : nil,
            call.needed[2] ? try like(call.operands[2], try select(above, g, zero)) : nil,
        ]
    }
}

extension Operation {
    /// Whether the results do not change under small changes of the operands, so that no gradient passes.
    var isLocallyConstant: Bool {
        switch self {
        case .unary(let operation):
            switch operation {
            case .ceil, .countLeadingZeros, .floor, .isFinite, .not, .popcnt, .roundNearestAfz, .roundNearestEven,
                .sign:
                true
            case .abs, .acos, .acosh, .asin, .asinh, .atan, .atanh, .besselI1e, .cbrt, .cosine, .cosh, .digamma, .erf,
                .erfInv, .erfc, .exponential, .exponentialMinusOne, .imag, .lgamma, .log, .logPlusOne, .logistic,
                .negate, .real, .rsqrt, .sine, .sinh, .sqrt, .tan, .tanh:
                false
            }
        case .composite(let attributes): attributes.name == StopGradient.name
        case .compare, .constant, .iota: true
        case .binary, .select, .clamp, .convert, .bitcastConvert, .reshape, .transpose, .broadcastInDim, .slice,
            .dynamicSlice, .dynamicUpdateSlice, .pad, .concatenate, .reverse, .reduce, .reduceWindow, .selectAndScatter,
            .dotGeneral, .convolution, .gather, .scatter, .whileLoop, .ifElse, .rngBitGenerator, .customCall, .complex,
            .reducePrecision, .map, .sort, .fft, .cholesky, .triangularSolve, .optimizationBarrier:
            false
        }
    }
}
