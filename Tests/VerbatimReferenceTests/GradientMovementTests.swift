import Testing
import Verbatim
import VerbatimTestSupport

@Suite struct GradientMovementTests {
    @Test func shapes() throws {
        var generator = SampleGenerator(10)
        for _ in 0..<25 {
            let shape = generator.dimensions(generator.int(0...4), most: 3)
            let x = generator.operand(shape)
            try GradientCheck()("reshape", [x], &generator) { try $0.reshape($1[0], to: [x.value.type.count, 1]) }
            let permutation = generator.shuffled(Array(shape.indices))
            try GradientCheck()("transpose", [x], &generator) {
                try $0.one(.transpose(TransposeAttributes(permutation)), $1)
            }
            let reversed = generator.subset(Array(shape.indices))
            try GradientCheck()("reverse", [x], &generator) { try $0.one(.reverse(ReverseAttributes(reversed)), $1) }
            // Dimensions put in any order, sizes of 1 repeated or not.
            let rank = shape.count + generator.int(0...2)
            let dimensions = Array(generator.shuffled(Array(0..<rank)).prefix(shape.count))
            var wide = generator.dimensions(rank, most: 3)
            for (size, dimension) in zip(shape, dimensions) where size != 1 { wide[dimension] = size }
            let attributes = BroadcastInDimAttributes(shape: wide, dimensions: dimensions)
            try GradientCheck()("broadcast \(attributes)", [x], &generator) {
                try $0.one(.broadcastInDim(attributes), $1)
            }
        }
    }

    @Test func slices() throws {
        var generator = SampleGenerator(11)
        for _ in 0..<25 {
            let shape = generator.dimensions(generator.int(1...3), most: 7)
            let x = generator.operand(shape)
            let start = shape.map { generator.int(0...$0) }
            let limit = zip(start, shape).map { generator.int($0...$1) }
            let strides = shape.map { _ in generator.int(1...3) }
            try GradientCheck()("slice \(start) \(limit) \(strides)", [x], &generator) {
                try $0.one(.slice(SliceAttributes(start: start, limit: limit, strides: strides)), $1)
            }
            let sizes = shape.map { generator.int(1...$0) }
            // Starts outside are clamped.
            let starts = shape.map { TensorValue(Int32(generator.int(-1...$0))) }
            try GradientCheck()("dynamic_slice", [x], &generator) { b, p in
                try b.one(
                    .dynamicSlice(DynamicSliceAttributes(sizes: sizes)), p + starts.map { try b.constant($0) })
            }
            try GradientCheck()("dynamic_update_slice", [x, generator.operand(sizes)], &generator) { b, p in
                try b.one(.dynamicUpdateSlice, p + starts.map { try b.constant($0) })
            }
            let interior = shape.map { _ in generator.int(0...2) }
            let edges = zip(shape, interior).map { size, interior in
                let room = (size - 1) * interior + size
                let low = generator.int(-min(2, room)...2)
                return EdgePadding(low, generator.int(max(-2, -room - min(low, 0) - max(low, 0))...2))
            }
            guard
                shape.indices.allSatisfy({
                    shape[$0] + (shape[$0] - 1) * interior[$0] + edges[$0].low + edges[$0].high >= 0
                })
            else { continue }
            try GradientCheck()("pad \(shape) \(edges) \(interior)", [x, generator.operand([])], &generator) {
                try $0.one(.pad(PadAttributes(edges: edges, interior: interior)), $1)
            }
            let axis = generator.int(0...shape.count - 1)
            let parts = (0..<3).map { _ in
                var part = shape
                part[axis] = generator.int(0...3)
                return generator.operand(part)
            }
            try GradientCheck()("concatenate", parts, &generator) {
                try $0.one(.concatenate(ConcatenateAttributes(dimension: axis)), $1)
            }
        }
    }

    /// Rows of a table, as an embedding takes them; indices outside are clamped.
    @Test func gatherRows() throws {
        var generator = SampleGenerator(12)
        for _ in 0..<10 {
            let table = generator.operand([5, 3])
            let picks = try TensorValue((0..<6).map { _ in Int32(generator.int(-2...7)) }, shape: [2, 3])
            try GradientCheck()("gather rows", [table], &generator) { b, p in
                try b.one(
                    .gather(
                        GatherAttributes(
                            offsetDims: [2], collapsedSliceDims: [0], startIndexMap: [0], indexVectorDim: 2,
                            sliceSizes: [1, 3])),
                    [p[0], try b.constant(picks)])
            }
        }
    }

    /// Boxes at two components, with batching dimensions, of several index types.
    @Test func gatherAndScatterBoxes() throws {
        var generator = SampleGenerator(13)
        for round in 0..<12 {
            let operand = generator.operand([2, 5, 4])
            let indices: TensorValue
            let numbers = (0..<12).map { _ in generator.int(round % 3 == 0 ? 0...6 : -3...6) }
            switch round % 3 {
            case 0: indices = try TensorValue(numbers.map { UInt8($0) }, shape: [2, 3, 2])
            case 1: indices = try TensorValue(numbers.map { Int64($0) }, shape: [2, 3, 2])
            default: indices = try TensorValue(numbers.map { Int8($0) }, shape: [2, 3, 2])
            }
            try GradientCheck()("gather boxes", [operand], &generator) { b, p in
                try b.one(
                    .gather(
                        GatherAttributes(
                            offsetDims: [1, 3], collapsedSliceDims: [], operandBatchingDims: [0],
                            startIndicesBatchingDims: [0], startIndexMap: [2, 1], indexVectorDim: 2,
                            sliceSizes: [1, 2, 3])),
                    [p[0], try b.constant(indices)])
            }
            try GradientCheck()("scatter boxes", [operand, generator.operand([2, 2, 3, 3])], &generator) { b, p in
                let scalar = TensorType([], .f64)
                let body = try b.region([scalar, scalar]) { [try b.binary(.add, $0[0], $0[1])] }
                return try b.one(
                    .scatter(
                        ScatterAttributes(
                            updateWindowDims: [1, 3], insertedWindowDims: [], inputBatchingDims: [0],
                            scatterIndicesBatchingDims: [0], scatterDimsToOperandDims: [2, 1], indexVectorDim: 2)),
                    [p[0], try b.constant(indices), p[1]], regions: [body])
            }
        }
    }

    /// Both branches give gradients of what they use of the outside, also where only one uses it.
    @Test func branches() throws {
        var generator = SampleGenerator(14)
        for condition in [false, true] {
            let operands = [generator.operand([3]), generator.operand([3])]
            try GradientCheck()("if \(condition)", operands, &generator) { b, p in
                let hidden = try b.unary(.tanh, p[0])
                let yes = try b.region([]) { _ in
                    let inner = try b.region([]) { _ in [try b.binary(.multiply, hidden, p[1])] }
                    let other = try b.region([]) { _ in [p[1]] }
                    return [
                        try b.one(.ifElse, [try b.constant(TensorValue(true))], regions: [inner, other]), hidden,
                    ]
                }
                let no = try b.region([]) { _ in [try b.unary(.sine, hidden), try b.constant(1, b.type(of: p[0]))] }
                let results = try b.append(
                    .ifElse, [try b.constant(TensorValue(condition))], regions: [yes, no])
                return try b.binary(
                    .add, try b.binary(.multiply, results[0], results[0]), try b.binary(.add, results[1], p[1]))
            }
        }
    }

    /// A gradient taken inside a branch reaches back through the operations outside it.
    @Test func gradientInsideBranch() throws {
        var generator = SampleGenerator(15)
        try GradientCheck()("gradient in if", [generator.operand([3])], &generator) { b, p in
            let hidden = try b.binary(.multiply, p[0], p[0])
            let yes = try b.region([]) { _ in
                let cube = try b.binary(.multiply, hidden, p[0])
                let one = try b.constant(1, b.type(of: cube))
                return [try b.gradients(of: cube, cotangent: one, withRespectTo: [p[0]])[0]!]
            }
            let no = try b.region([]) { _ in [p[0]] }
            return try b.one(.ifElse, [try b.constant(TensorValue(true))], regions: [yes, no])
        }
    }
}
