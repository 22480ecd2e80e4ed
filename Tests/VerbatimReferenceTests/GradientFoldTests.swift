import Testing
import Verbatim
import VerbatimTestSupport

@Suite struct GradientFoldTests {
    @Test(arguments: [BinaryOperation.add, .multiply, .maximum, .minimum])
    func reduce(_ operation: BinaryOperation) throws {
        var generator = SampleGenerator(20)
        for _ in 0..<12 {
            let shape = generator.dimensions(generator.int(1...4), most: 3)
            let dimensions = generator.shuffled(generator.subset(Array(shape.indices)))
            let initial = generator.operand([], 0.5...1)
            try GradientCheck()(
                "reduce \(operation) \(dimensions)", [generator.distinctOperand(shape), initial], &generator
            ) { b, p in
                let scalar = TensorType([], .f64)
                let body = try b.region([scalar, scalar]) { [try b.binary(operation, $0[0], $0[1])] }
                return try b.one(.reduce(ReduceAttributes(dimensions)), p, regions: [body])
            }
        }
    }

    /// Products with zeros, and ties that give the whole gradient to the first.
    @Test func corners() throws {
        func gradient(_ operation: BinaryOperation, _ x: [Double], initial: Double) throws -> [Double] {
            let b = GraphBuilder(name: "corner")
            let input = b.input(TensorType([x.count], .f64), name: "x")
            let y = try b.reduce(operation, input, dimensions: [0], initial: TensorValue(initial))
            let graph = b.finish(outputs: [try b.gradients(of: y, withRespectTo: [input])[0]!])
            let executable = try ReferenceExecutor().compile(graph)
            return try executable([TensorValue(x, shape: [x.count])])[0].array()
        }
        #expect(try gradient(.multiply, [2, 0, 3], initial: 1) == [0, 6, 0])
        #expect(try gradient(.multiply, [0, 0, 3], initial: 1) == [0, 0, 0])
        #expect(try gradient(.maximum, [1, 5, 5, 2], initial: -.infinity) == [0, 1, 0, 0])
        #expect(try gradient(.minimum, [1, 0, -0.0, 2], initial: .infinity) == [0, 1, 0, 0])
        #expect(try gradient(.maximum, [1, 2], initial: 7) == [0, 0])
    }

    @Test func sumWindows() throws {
        var generator = SampleGenerator(21)
        for round in 0..<40 {
            let rank = generator.int(1...3)
            let shape = (0..<rank).map { _ in generator.int(2...7) }
            var attributes = WindowAttributes(
                window: shape.map { _ in generator.int(1...3) }, strides: shape.map { _ in generator.int(1...3) },
                padding: shape.map { _ in EdgePadding(generator.int(0...2), generator.int(0...2)) },
                baseDilations: shape.map { _ in generator.int(1...2) },
                windowDilations: shape.map { _ in generator.int(1...2) })
            // Windows side by side have a rule of their own.
            if round % 4 == 0 { attributes = WindowAttributes(window: attributes.window, strides: attributes.window) }
            guard !attributes.positions(shape).contains(0) else { continue }
            try GradientCheck()("reduce_window \(attributes)", [generator.operand(shape)], &generator) { b, p in
                let scalar = TensorType([], .f64)
                let body = try b.region([scalar, scalar]) { [try b.binary(.add, $0[0], $0[1])] }
                return try b.one(
                    .reduceWindow(attributes), [p[0], try b.constant(TensorValue(0.0))], regions: [body])
            }
        }
    }

    @Test(arguments: [BinaryOperation.maximum, .minimum])
    func selectingWindows(_ operation: BinaryOperation) throws {
        var generator = SampleGenerator(22)
        for _ in 0..<20 {
            let shape = [1, generator.int(3...6), generator.int(3...6), 2]
            let attributes = WindowAttributes(
                window: [1, generator.int(1...3), generator.int(1...3), 1],
                strides: [1, generator.int(1...3), generator.int(1...3), 1],
                padding: [.zero, EdgePadding(generator.int(0...1), 1), EdgePadding(0, generator.int(0...1)), .zero])
            func pool(_ b: GraphBuilder, _ x: ValueID) throws -> ValueID {
                let scalar = TensorType([], .f64)
                let body = try b.region([scalar, scalar]) { [try b.binary(operation, $0[0], $0[1])] }
                let worst = operation == .maximum ? -Double.infinity : .infinity
                return try b.one(.reduceWindow(attributes), [x, try b.constant(TensorValue(worst))], regions: [body])
            }
            let inside = shape.indices.allSatisfy {
                attributes.padding[$0].low < attributes.window[$0]
                    && attributes.padding[$0].high < attributes.window[$0]
            }
            guard inside else { continue }
            try GradientCheck()("pool \(attributes)", [generator.distinctOperand(shape)], &generator) {
                try pool($0, $1[0])
            }
            // The gradient of select_and_scatter by its source.
            let source = generator.operand(attributes.positions(shape))
            try GradientCheck()("pool twice", [generator.distinctOperand(shape), source], &generator) { b, p in
                let y = try pool(b, try b.binary(.multiply, p[0], try b.constant(3, b.type(of: p[0]))))
                let g = try b.gradients(of: y, cotangent: p[1], withRespectTo: [p[0]])[0]!
                return try b.binary(.add, g, p[0])
            }
        }
    }
}
