import Testing
import Verbatim
import VerbatimTestSupport

@Suite struct GradientElementwiseTests {
    /// The open interval where a function is smooth and tame.
    private func domain(_ operation: UnaryOperation) -> ClosedRange<Double>? {
        switch operation {
        case .acos, .asin, .atanh, .erfInv: -0.9...0.9
        case .acosh: 1.1...3
        case .cbrt, .log, .rsqrt, .sqrt: 0.2...3
        case .logPlusOne: -0.8...2
        case .tan: -1.2...1.2
        case .abs, .asinh, .atan, .cosine, .cosh, .erf, .erfc, .exponential, .exponentialMinusOne, .logistic, .negate,
            .sine, .sinh, .tanh:
            -2...2
        case .besselI1e, .ceil, .countLeadingZeros, .digamma, .floor, .imag, .isFinite, .lgamma, .not, .popcnt, .real,
            .roundNearestAfz, .roundNearestEven, .sign:
            nil
        }
    }

    @Test(arguments: UnaryOperation.allCases)
    func unary(_ operation: UnaryOperation) throws {
        guard let domain = domain(operation) else { return }
        var generator = SampleGenerator(1)
        for _ in 0..<4 {
            let x = generator.operand(generator.dimensions(2), domain)
            try GradientCheck()(operation.name, [x], &generator) { try $0.unary(operation, $1[0]) }
        }
        let x = generator.operand([5], domain)
        // The gradient's gradient.
        try GradientCheck()("\(operation.name) twice", [x], &generator) { b, p in
            let y = try b.binary(.multiply, try b.unary(operation, p[0]), p[0])
            return try b.gradients(of: y, cotangent: try b.constant(0.5, b.type(of: y)), withRespectTo: [p[0]])[0]!
        }
    }

    @Test(arguments: BinaryOperation.allCases)
    func binary(_ operation: BinaryOperation) throws {
        guard operation.accepts(.f64), operation != .nextAfter else { return }
        var generator = SampleGenerator(2)
        for _ in 0..<6 {
            let shape = generator.dimensions(2)
            let left = operation == .power ? 0.2...2.0 : -2.0...2
            let right = operation == .divide || operation == .remainder ? 0.7...1.9 : -2.0...2
            let operands = [generator.operand(shape, left), generator.operand(shape, right)]
            try GradientCheck()(operation.rawValue, operands, &generator) { try $0.binary(operation, $1[0], $1[1]) }
            // One value on both sides.
            guard operation != .maximum, operation != .minimum, operation != .remainder else { continue }
            let x = generator.operand(shape, 0.3...2)
            try GradientCheck()("\(operation.rawValue) of itself", [x], &generator) {
                try $0.binary(operation, $1[0], $1[0])
            }
        }
    }

    /// Gradients at the places where a function has no derivative, or where a formula could give NaN.
    @Test func ties() throws {
        func gradients(
            _ operands: [Double], _ function: (GraphBuilder, [ValueID]) throws -> ValueID
        ) throws -> [Double] {
            let b = GraphBuilder(name: "tie")
            let inputs = operands.map { _ in b.input(TensorType([], .f64), name: "x") }
            let gradients = try b.gradients(of: try function(b, inputs), withRespectTo: inputs)
            let graph = b.finish(outputs: gradients.map { $0! })
            let executable = try ReferenceExecutor().compile(graph)
            return try executable(operands.map { TensorValue($0) }).map { $0.array()[0] }
        }
        for operation in [BinaryOperation.maximum, .minimum] {
            #expect(try gradients([1, 1]) { try $0.binary(operation, $1[0], $1[1]) } == [0, 1])
            #expect(try gradients([0, -0.0]) { try $0.binary(operation, $1[0], $1[1]) } == [0, 1])
        }
        // relu and its neighbours
        #expect(try gradients([0]) { try $0.binary(.maximum, $1[0], $0.constant(0, $0.type(of: $1[0]))) } == [0])
        #expect(try gradients([0]) { try $0.unary(.abs, $1[0]) } == [0])
        #expect(try gradients([1, 1, 2]) { try $0.one(.clamp, $1) } == [0, 1, 0])
        #expect(try gradients([1, 2, 2]) { try $0.one(.clamp, $1) } == [0, 1, 0])
        #expect(try gradients([1, 0, 2]) { try $0.one(.clamp, $1) } == [1, 0, 0])
        #expect(try gradients([1, 3, 2]) { try $0.one(.clamp, $1) } == [0, 0, 1])
        #expect(try gradients([0, 2]) { try $0.binary(.power, $1[0], $1[1]) } == [0, 0])
        #expect(try gradients([0, 0]) { try $0.binary(.power, $1[0], $1[1]) } == [0, 0])
        #expect(try gradients([-2, 3]) { try $0.binary(.power, $1[0], $1[1]) } == [12, 0])
    }

    @Test func selectAndClampAndConvert() throws {
        var generator = SampleGenerator(3)
        for round in 0..<8 {
            let shape = generator.dimensions(2)
            let mask = generator.tensor(TensorType(round % 2 == 0 ? shape : [], .bool), .ordinary)
            try GradientCheck()(
                "select", [generator.operand(shape), generator.operand(shape)], &generator
            ) { b, p in try b.select(try b.constant(mask), p[0], p[1]) }
            let bounds = round % 2 == 0 ? shape : []
            try GradientCheck()(
                "clamp",
                [generator.operand(bounds, -1 ... -0.2), generator.operand(shape), generator.operand(bounds, 0.2...1)],
                &generator
            ) { try $0.one(.clamp, $1) }
        }
        // Through f32 the quotient would drown in rounding, so only the type's way back is looked at here.
        let b = GraphBuilder(name: "convert")
        let x = b.input(TensorType([3], .f64), name: "x")
        let y = try b.convert(x, to: .f32)
        let gradient = try b.gradients(of: try b.sum(y, dimensions: [0]), withRespectTo: [x])[0]
        #expect(gradient.map { b.type(of: $0) } == TensorType([3], .f64))
    }

    /// Steps, comparisons and integers have no gradient, and say so by nil.
    @Test func none() throws {
        let b = GraphBuilder(name: "none")
        let x = b.input(TensorType([3], .f64), name: "x")
        func gradient(_ y: ValueID) throws -> ValueID? {
            try b.gradients(of: try b.sum(y, dimensions: [0]), withRespectTo: [x])[0]
        }
        for step in [UnaryOperation.floor, .ceil, .sign, .roundNearestEven, .roundNearestAfz] {
            #expect(try gradient(try b.unary(step, x)) == nil)
        }
        #expect(try gradient(try b.convert(try b.convert(x, to: .i32), to: .f64)) == nil)
        #expect(try gradient(try b.constant(1, b.type(of: x))) == nil)
        let mask = try b.compare(.gt, x, try b.constant(0, b.type(of: x)))
        #expect(try gradient(try b.convert(mask, to: .f64)) == nil)
        #expect(try gradient(try b.composite(StopGradient(), operands: [x])[0]) == nil)
    }

    @Test func refusals() throws {
        let b = GraphBuilder(name: "refusals")
        b.location = Location(layerPath: "dense.1", file: "A.swift", line: 3)
        let x = b.input(TensorType([3], .f32), name: "x")
        #expect(throws: VerbatimError.self) { try b.gradients(of: x, withRespectTo: [x]) }
        let bits = try b.one(.bitcastConvert(ConvertAttributes(to: .u32)), [x])
        let back = try b.one(.bitcastConvert(ConvertAttributes(to: .f32)), [bits])
        #expect(try b.gradients(of: try b.sum(back, dimensions: [0]), withRespectTo: [x])[0] == nil)
        let scalar = TensorType([], .f32)
        let condition = try b.region([TensorType([3], .f32)]) { _ in [try b.constant(TensorValue(false))] }
        let body = try b.region([TensorType([3], .f32)]) { [try b.binary(.multiply, $0[0], $0[0])] }
        let looped = try b.one(.whileLoop, [x], regions: [condition, body])
        let total = try b.sum(looped, dimensions: [0])
        let error = #expect(throws: VerbatimError.self) { try b.gradients(of: total, withRespectTo: [x]) }
        #expect(error?.code == .notDifferentiable)
        #expect(error?.what.contains("stablehlo.while") == true)
        #expect(error?.location == b.location)
        let fold = try b.region([scalar, scalar]) { p in
            [try b.binary(.add, p[0], try b.unary(.negate, p[1]))]
        }
        let folded = try b.one(
            .reduce(ReduceAttributes([0])), [x, try b.constant(TensorValue(Float(0)))], regions: [fold])
        #expect(throws: VerbatimError.self) { try b.gradients(of: folded, withRespectTo: [x]) }
        let inner = GraphBuilder(name: "foreign")
        let parameter = inner.input(TensorType([3], .f32), name: "x")
        let foreign = inner.finish(outputs: [try inner.unary(.tanh, parameter)])
        let called = try b.one(
            .composite(CompositeAttributes(name: "foreign.tanh", decomposition: foreign)), [x])
        let unknown = #expect(throws: VerbatimError.self) {
            try b.gradients(of: try b.sum(called, dimensions: [0]), withRespectTo: [x])
        }
        #expect(unknown?.what.contains("foreign.tanh") == true)
    }
}
