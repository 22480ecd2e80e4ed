import Testing
import VerbatimArithmetic
import VerbatimGraph
import VerbatimTensor

@Suite struct RandomTests {
    let stream = RandomStream(seed: 42, "test")

    @Test func drawsInAGraphAreThoseOfValues() throws {
        let stream = stream
        for shape in [[1, 1], [3, 5], [2, 3, 4], [4], [0, 3], [2, 0]] {
            let graph = compiled { (step: Tensor) -> [Tensor] in
                [
                    .randomBits(shape, stream: stream, step: step), .randomUniform(shape, stream: stream, step: step),
                    .randomNormal(shape, stream: stream, step: step),
                    .randomBernoulli(shape, probability: 0.3, stream: stream, step: step),
                    .randomUniform(shape, low: -1, high: 2, stream: stream, step: step),
                    .randomIntegers(shape, in: -3..<9, stream: stream, step: step),
                ]
            }
            for step in [0, 7, 1 << 40] {
                let traced = try graph(Tensor(step))
                let step = Tensor(step)
                #expect(try traced[0].bitsEqual(.randomBits(shape, stream: stream, step: step)))
                #expect(try traced[1].bitsEqual(.randomUniform(shape, stream: stream, step: step)))
                #expect(try traced[2].bitsEqual(.randomNormal(shape, stream: stream, step: step)))
                #expect(try traced[3].bitsEqual(.randomBernoulli(shape, probability: 0.3, stream: stream, step: step)))
                #expect(try traced[4].bitsEqual(.randomUniform(shape, low: -1, high: 2, stream: stream, step: step)))
                #expect(try traced[5].bitsEqual(.randomIntegers(shape, in: -3..<9, stream: stream, step: step)))
            }
        }
    }

    @Test func rowsDoNotDependOnTheirNeighbours() throws {
        let whole = Tensor.randomNormal([7, 3], stream: stream, step: 5)
        let part = Tensor.randomNormal([2, 3], stream: stream, step: 5, firstRow: 4)
        #expect(try whole[4..<6].bitsEqual(part))
        #expect(try !whole.bitsEqual(.randomNormal([7, 3], stream: stream, step: 6)))
        #expect(try !whole.bitsEqual(.randomNormal([7, 3], stream: RandomStream(seed: 42, "other"), step: 5)))
        #expect(try whole.bitsEqual(.randomNormal([7, 3], stream: RandomStream(seed: 42, "test"), step: 5)))
    }

    @Test func momentsAreRight() throws {
        let z = Tensor.randomNormal([100, 1000], stream: stream)
        #expect(abs(try z.mean().scalar(as: Float.self)) < 0.015)
        #expect(abs(try z.std().scalar(as: Float.self) - 1) < 0.015)
        let u = Tensor.randomUniform([100, 1000], low: 2, high: 4, stream: stream)
        #expect(try (u .>= 2).all().scalar(as: Bool.self) && (u .< 4).all().scalar(as: Bool.self))
        #expect(abs(try u.mean().scalar(as: Float.self) - 3) < 0.01)
        let kept = Tensor.randomBernoulli([100, 1000], probability: 0.25, stream: stream).cast(to: .f32)
        #expect(abs(try kept.mean().scalar(as: Float.self) - 0.25) < 0.01)
        #expect(try Tensor.randomBernoulli([9], probability: 1, stream: stream).all().scalar(as: Bool.self))
        #expect(try !Tensor.randomBernoulli([9], probability: 0, stream: stream).any().scalar(as: Bool.self))
        #expect(Tensor.randomBernoulli([9], probability: 1.5, stream: stream).failure?.code == .configuration)
    }

    @Test func permutationsHoldEachNumberOnce() throws {
        for count in [0, 1, 2, 10, 1000] {
            let order = try Tensor.randomPermutation(count, stream: stream).array(of: Int64.self)
            #expect(order.sorted() == (0..<Int64(count)).map { $0 })
        }
    }
}
