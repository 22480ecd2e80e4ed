import Testing
import Verbatim
import VerbatimTestSupport

@Suite struct GradientCompositeTests {
    @Test func softmax() throws {
        var generator = SampleGenerator(40)
        for _ in 0..<6 {
            let shape = generator.dimensions(generator.int(1...3))
            let x = generator.operand(shape)
            try GradientCheck()("softmax", [x], &generator) { try $0.composite(SoftmaxComposite(), operands: $1)[0] }
            try GradientCheck()("log_softmax", [x], &generator) { try $0.composite(LogSoftmax(), operands: $1)[0] }
            let y = generator.operand(shape)
            try GradientCheck()("softmax_gradient", [x, y], &generator) {
                try $0.composite(SoftmaxGradient(), operands: $1)[0]
            }
            try GradientCheck()("log_softmax_gradient", [x, y], &generator) {
                try $0.composite(LogSoftmaxGradient(), operands: $1)[0]
            }
        }
    }

    /// Through the statistics, and through statistics that are used themselves.
    @Test func batchNormalization() throws {
        var generator = SampleGenerator(41)
        for round in 0..<16 {
            let rank = generator.int(2...4)
            var shape = generator.dimensions(rank, most: 3)
            shape[0] = generator.int(2...7)
            let feature = generator.int(1...rank - 1)
            let layer = BatchNormalizationComposite(
                epsilon: 1e-3, featureDimension: feature, scale: round % 2 == 0, center: round % 4 < 2)
            let features = [shape[feature]]
            let operands =
                [generator.operand(shape)] + (layer.scale ? [generator.operand(features)] : [])
                + (layer.center ? [generator.operand(features)] : [])
            try GradientCheck()("batch_normalization \(layer) \(shape)", operands, &generator) {
                try $0.composite(layer, operands: $1)[0]
            }
            try GradientCheck()("statistics \(layer) \(shape)", operands, &generator) { b, p in
                let results = try b.composite(layer, operands: p)
                let statistics = try b.binary(
                    .multiply, results[1],
                    try b.unary(
                        .sqrt,
                        try b.binary(
                            .add, results[2], try b.constant(0.1, b.type(of: results[2])))))
                let wide = try b.broadcast(statistics, to: shape, dimensions: [feature])
                return try b.binary(.add, results[0], wide)
            }
        }
    }

    /// A composite of a user's own is differentiated by its own pullback.
    @Test func customComposite() throws {
        struct Cube: Composite {
            static let name: String = "test.cube"
            var options: [String: CompositeAttributes.Option] { [:] }
            init() {}
            init(options: [String: CompositeAttributes.Option]) throws {}
            func decompose(_ b: GraphBuilder, _ p: [ValueID]) throws -> [ValueID] {
                [try b.binary(.multiply, p[0], try b.binary(.multiply, p[0], p[0]))]
            }
            func pullback(_ call: PullbackCall, _ b: GraphBuilder) throws -> [ValueID?] {
                let x = call.operands[0]
                let slope = try b.binary(
                    .multiply, try b.constant(3, b.type(of: x)), try b.binary(.multiply, x, x))
                return [try b.binary(.multiply, call.cotangents[0]!, slope)]
            }
        }
        var generator = SampleGenerator(42)
        try GradientCheck()("cube", [generator.operand([3, 2])], &generator) {
            try $0.composite(Cube(), operands: $1)[0]
        }
    }
}
