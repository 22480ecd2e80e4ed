import Testing
import Verbatim
import VerbatimTestSupport

@Suite struct CompositeTests {
    private func run(
        _ composite: some Composite, _ operands: [TensorValue]
    ) throws -> [TensorValue] {
        let b = GraphBuilder(name: "test")
        let inputs = operands.enumerated().map { b.input($1.type, name: "x\($0)") }
        let executable = try ReferenceExecutor().compile(
            b.finish(outputs: try b.composite(composite, operands: inputs)))
        return try executable(operands)
    }

    /// Every element of a draw is the stream's word of its row and place.
    @Test func randomDraws() throws {
        let stream = RandomStream(seed: 7, name: "dropout.1")
        for shape in [[1, 1], [3, 5], [2, 3, 7], [4], [2, 0], [0, 3], [5, 16]] {
            for (step, position) in [(0, 0), (1, 31), (0x1_0000_0002, 4_000_000_000)] as [(UInt64, UInt32)] {
                let draw = RandomDraw(key: (stream.key0, stream.key1), shape: shape)
                let operands = [TensorValue(step), TensorValue(position)]
                let perRow = shape.dropFirst().reduce(1, *)
                let expected = (0..<shape[0]).flatMap {
                    stream.words(count: perRow, position: Int(position) + $0, step: step)
                }
                let words = try run(RandomBits(draw), operands)[0]
                #expect(words.type == TensorType(shape, .u32))
                #expect(words.array(of: UInt32.self) == expected)
                let uniform = try run(UniformDraw(draw), operands)[0].array(of: Float.self)
                #expect(uniform == expected.map { RandomStream.uniform($0) })
                for probability in [0, 0.25, 0.7, 1] {
                    let mask = try run(BernoulliDraw(draw, probability: probability), operands)[0]
                    #expect(mask.array(of: Bool.self) == expected.map { RandomStream.bernoulli($0, probability) })
                }
            }
        }
    }

    /// Moments of the normal draw, and that an element does not depend on how many there are.
    @Test func normalDraws() throws {
        let operands = [TensorValue(UInt64(3)), TensorValue(UInt32(0))]
        let numbers = try run(NormalDraw(RandomDraw(key: (1, 2), shape: [4, 1501])), operands)[0].array(
            of: Float.self)
        let values = numbers.map { Double($0) }
        func moment(_ power: Int) -> Double {
            values.map { value in (0..<power).reduce(1) { product, _ in product * value } }.reduce(0, +)
                / Double(values.count)
        }
        #expect(abs(moment(1)) < 0.05)
        #expect(abs(moment(2) - 1) < 0.06)
        #expect(abs(moment(3)) < 0.15)
        #expect(abs(moment(4) - 3) < 0.4)
        let fewer = try run(NormalDraw(RandomDraw(key: (1, 2), shape: [1, 7])), operands)[0].array(of: Float.self)
        #expect(fewer == Array(numbers.prefix(7)))
        let stream = RandomStream(key0: 1, key1: 2)
        #expect(Array(numbers.prefix(1501)) == stream.normals(count: 1501, step: 3))
    }

    @Test func drawErrors() throws {
        let draw = RandomDraw(key: (1, 2), shape: [2])
        let wrong = [TensorValue(Int64(0)), TensorValue(UInt32(0))]
        #expect(throws: VerbatimError.self) { try run(RandomBits(draw), wrong) }
        let right = [TensorValue(UInt64(0)), TensorValue(UInt32(0))]
        #expect(throws: VerbatimError.self) { try run(RandomBits(RandomDraw(key: (1, 2), shape: [])), right) }
        #expect(throws: VerbatimError.self) { try run(BernoulliDraw(draw, probability: 1.5), right) }
        #expect(throws: VerbatimError.self) { try RandomBits(options: [:]) }
    }

    /// The statistics are those of one leaf a sample, merged in the canonical tree.
    @Test func batchStatistics() throws {
        var generator = SampleGenerator(6)
        for (samples, positions) in [(1, 1), (2, 1), (3, 4), (5, 1), (6, 9), (7, 4), (8, 1), (13, 4), (33, 1)] {
            let features = 3
            let shape = positions == 1 ? [samples, features] : [samples, positions, features]
            let x = generator.tensor(TensorType(shape, .f32), .ordinary)
            let layer = BatchNormalizationComposite(
                epsilon: 1e-3, featureDimension: shape.count - 1, scale: false, center: false)
            let results = try run(layer, [x])
            let elements = x.array(of: Float.self)
            for feature in 0..<features {
                let merged = CanonicalTree.combine(count: samples) { sample in
                    let row = (0..<positions).map { elements[(sample * positions + $0) * features + feature] }
                    let mean = row.reduce(0, +) / Float(positions)
                    let m2 = row.map { ($0 - mean) * ($0 - mean) }.reduce(0, +)
                    return BatchStatistics<Float>(count: positions, mean: mean, m2: m2)
                } merge: {
                    BatchStatistics.merge($0, $1)
                }
                let expected = try #require(merged)
                let variance = expected.m2 / Float(samples * positions)
                #expect(results[1].array(of: Float.self)[feature].bitPattern == expected.mean.bitPattern)
                #expect(results[2].array(of: Float.self)[feature].bitPattern == variance.bitPattern)
            }
        }
    }

    @Test func batchNormalizationErrors() throws {
        let layer = BatchNormalizationComposite(epsilon: 1e-3, featureDimension: 1, scale: true, center: false)
        let good = TensorValue(zeros: TensorType([2, 3], .f32))
        #expect(throws: VerbatimError.self) { try run(layer, [good]) }
        #expect(throws: VerbatimError.self) { try run(layer, [good, TensorValue(zeros: TensorType([2], .f32))]) }
        let empty = [TensorValue(zeros: TensorType([0, 3], .f32)), TensorValue(zeros: TensorType([3], .f32))]
        #expect(throws: VerbatimError.self) { try run(layer, empty) }
    }

    @Test func softmaxRows() throws {
        let x = try TensorValue([Float(1), 2, 3, 1000, -1000, 1000], shape: [2, 3])
        let y = try run(SoftmaxComposite(), [x])[0].array(of: Float.self)
        #expect(y[3] == 0.5 && y[4] == 0 && y[5] == 0.5)
        #expect(abs(y[0] + y[1] + y[2] - 1) < 1e-6)
        let z = try run(LogSoftmax(), [x])[0].array(of: Float.self)
        #expect(z[4] < -1999)
        #expect(throws: VerbatimError.self) { try run(SoftmaxComposite(), [TensorValue(Float(1))]) }
    }
}
