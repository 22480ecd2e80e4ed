import Testing
import VerbatimGraph
import VerbatimTensor

@Suite struct ShapeTests {
    let x = Tensor.arange(24).reshaped([2, 3, 4])

    func array(_ tensor: Tensor) throws -> [Int32] { try tensor.array(of: Int32.self) }

    @Test func reshapes() throws {
        #expect(x.reshaped([4, -1]).shape == [4, 6])
        #expect(x.flattened().shape == [24])
        #expect(x.reshaped([5, -1]).failure?.code == .shape)
        #expect(Tensor.zeros([2, 1, 3, 1]).squeezed().shape == [2, 3])
        #expect(Tensor.zeros([2, 1, 3, 1]).squeezed(axes: -1).shape == [2, 1, 3])
        #expect(Tensor.zeros([2, 3]).squeezed(axes: 0).failure?.code == .shape)
        #expect(Tensor.zeros([2, 3]).expandedDimensions(axes: [0, -1]).shape == [1, 2, 3, 1])
        #expect(Tensor.zeros([2, 3]).expandedDimensions(axes: -1).shape == [2, 3, 1])
        #expect(Tensor(1 as Float).broadcast(to: [2, 2]).shape == [2, 2])
        #expect(Tensor.zeros([2, 2]).broadcast(to: [2]).failure?.code == .shape)
    }

    @Test func permutations() throws {
        let moved = x.transposed([2, 0, 1])
        #expect(moved.shape == [4, 2, 3])
        #expect(try array(moved[1]) == [1, 5, 9, 13, 17, 21])
        #expect(x.transposed().shape == [4, 3, 2])
        #expect(x.swappedAxes(0, -1).shape == [4, 3, 2])
        #expect(x.movedAxis(0, to: -1).shape == [3, 4, 2])
        #expect(try array(x.reversed(axes: [0, 2])[0, 0]) == [15, 14, 13, 12])
        #expect(x.transposed([0, 1]).failure?.code == .configuration)
    }

    @Test func joinsAndCuts() throws {
        let parts = x.split(2, axis: 2)
        #expect(parts.map(\.shape) == [[2, 3, 2], [2, 3, 2]])
        #expect(try concatenate(parts, axis: 2).bitsEqual(x))
        #expect(try concatenate(x.split(sizes: [1, 0, 2], axis: 1), axis: 1).bitsEqual(x))
        #expect(x.split(5)[0].failure?.code == .shape)
        let stacked = stack([x[0], x[1]], axis: -1)
        #expect(stacked.shape == [3, 4, 2])
        #expect(try array(stacked[0, 0]) == [0, 12])
        #expect(stack([x, x[0]]).failure != nil)
        #expect(concatenate([]).failure != nil)
    }

    @Test func repetitions() throws {
        let row = Tensor([1, 2] as [Int32])
        #expect(try array(row.tiled([2, 2])) == [1, 2, 1, 2, 1, 2, 1, 2])
        #expect(row.tiled([2, 2]).shape == [2, 4])
        #expect(try array(row.repeated(2, axis: 0)) == [1, 1, 2, 2])
        #expect(try array(row.padded([EdgePadding(1, 2)], with: 9)) == [9, 1, 2, 9, 9])
        #expect(try array(row.padded([EdgePadding(-1, 0)])) == [2])
    }

    @Test func creations() throws {
        #expect(try Tensor.arange(1, 2, step: 0.25).array(of: Float.self) == [1, 1.25, 1.5, 1.75])
        #expect(Tensor.arange(0, 1, step: 0).failure?.code == .configuration)
        #expect(try Tensor.linspace(0, 1, count: 5).array(of: Float.self) == [0, 0.25, 0.5, 0.75, 1])
        #expect(try Tensor.eye(2, columns: 3, diagonal: 1).array(of: Float.self) == [0, 1, 0, 0, 0, 1])
        #expect(try Tensor.full([2], 7, .i64).array(of: Int64.self) == [7, 7])
        #expect(try Tensor.ones(like: x).bitsEqual(Tensor.full(like: x, 1)))
        #expect(try Tensor.ones([1], .bool).array(of: Bool.self) == [true])
        #expect(Tensor(shape: [2], [1, 2, 3] as [Float]).failure?.code == .shape)
    }

    @Test func subscriptsReadWhatNumPyReads() throws {
        #expect(try array(x[1, 2, 3]) == [23])
        #expect(x[1].shape == [3, 4])
        #expect(try array(x[-1, 0]) == [12, 13, 14, 15])
        #expect(try array(x[0, 1..., 0]) == [4, 8])
        #expect(try array(x[.ellipsis, -1]) == [3, 7, 11, 15, 19, 23])
        #expect(x[.newAxis, .ellipsis, .newAxis].shape == [1, 2, 3, 4, 1])
        #expect(x[0..<0].shape == [0, 3, 4])
        #expect(try array(x[0, 0, .places(from: 1, by: 2)]) == [1, 3])
        #expect(try array(x[0, 0, ..<(-1)]) == [0, 1, 2])
        #expect(try array(x[0, 0, ...(-2)]) == [0, 1, 2])
        #expect(try array(x[0, 0, (-2)...]) == [2, 3])
        #expect(try array(x[0, 1...2, 1]) == [5, 9])
        #expect(x[2].failure?.code == .shape)
        #expect(x[0, 0, 0, 0].failure?.code == .shape)
        #expect(x[0, 1..<5].failure?.code == .shape)
    }

    @Test func subscriptsWriteOnlyTheirPart() throws {
        var generator = TensorGenerator(seed: 2)
        for _ in 0..<100 {
            let shape = [generator.below(4) + 1, generator.below(6) + 1]
            var y = generator.floats(shape)
            let before = try y.array(of: Float.self)
            let from = generator.below(shape[1])
            let by = generator.below(3) + 1
            let row = generator.below(shape[0])
            let expected = places(shape).map { place in
                let isHit = place[0] == row && place[1] >= from && (place[1] - from) % by == 0
                return isHit ? -5 : before[offset(place, shape)]
            }
            y[row, .places(from: from, by: by)] = -5
            #expect(try bits(y) == bits(expected))
        }
    }

    @Test func gathers() throws {
        let rows = Tensor([2, 0, 99] as [Int32])
        #expect(try array(x.take(rows, axis: 1)[0, .all, 0]) == [8, 0, 8])
        #expect(x.take(Tensor.zeros([5, 6], .i32), axis: -1).shape == [2, 3, 5, 6])
        let best = Tensor(shape: [2, 1], [1, 0] as [Int32])
        #expect(try array(x[.all, .all, 0].takeAlong(best, axis: 1)) == [4, 12])
        #expect(try array(x.gather(Tensor(shape: [2, 2], [0, 1, 1, 2] as [Int32]))[1]) == [20, 21, 22, 23])
        #expect(try oneHot(Tensor([1, 3] as [Int32]), classes: 3).array(of: Float.self) == [0, 1, 0, 0, 0, 0])
    }
}
