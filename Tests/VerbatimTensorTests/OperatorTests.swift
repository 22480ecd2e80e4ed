import Testing
import VerbatimGraph
import VerbatimTensor

@Suite struct OperatorTests {
    @Test func broadcastingFollowsNumPy() throws {
        var generator = TensorGenerator(seed: 1)
        for _ in 0..<200 {
            let (left, right, common) = generator.broadcastable()
            let (a, b) = (generator.floats(left), generator.floats(right))
            let (x, y) = (try a.array(of: Float.self), try b.array(of: Float.self))
            func operands(_ place: [Int]) -> (Float, Float) {
                func pick(_ values: [Float], _ shape: [Int]) -> Float {
                    values[offset(zip(place.suffix(shape.count), shape).map { $1 == 1 ? 0 : $0 }, shape)]
                }
                return (pick(x, left), pick(y, right))
            }
            let pairs = places(common).map(operands)
            #expect((a + b).shape == common)
            #expect(try bits(a + b) == bits(pairs.map { $0.0 + $0.1 }))
            #expect(try bits(a - b) == bits(pairs.map { $0.0 - $0.1 }))
            #expect(try bits(a * b) == bits(pairs.map { $0.0 * $0.1 }))
            #expect(try bits(a / b) == bits(pairs.map { $0.0 / $0.1 }))
            #expect(try (a .< b).array(of: Bool.self) == pairs.map { $0.0 < $0.1 })
            #expect(try (a .== b).array(of: Bool.self) == pairs.map { $0.0 == $0.1 })
            #expect(try (a .!= b).array(of: Bool.self) == pairs.map { $0.0 != $0.1 })
            #expect(try bits(which(a .>= b, a, b)) == bits(pairs.map { $0.0 >= $0.1 ? $0.0 : $0.1 }))
        }
    }

    @Test func shapesThatDoNotBroadcastFail() {
        let sum = Tensor.zeros([2, 3]) + Tensor.zeros([2, 4])
        #expect(sum.failure?.code == .shape)
        #expect(sum.failure?.received == "[2, 3] and [2, 4]")
        // What follows keeps the first mistake.
        #expect((sum * 2).exponentialSum.failure == sum.failure)
    }

    @Test func numbersTakeTheTensorsType() throws {
        let halves = Tensor([1.5, 2.5] as [Double])
        #expect((halves * 2).elementType == .f64)
        #expect(try (0.1 * halves).array(of: Double.self) == [0.1 * 1.5, 0.1 * 2.5])
        let rate: Float = 0.1
        #expect(try (halves * rate).array(of: Double.self) == [Double(rate) * 1.5, Double(rate) * 2.5])
        let counts = Tensor([1, 2] as [Int32])
        #expect(try (counts + 1).array(of: Int32.self) == [2, 3])
        #expect(try (counts * 2.0).array(of: Int32.self) == [2, 4])
        #expect((counts * 0.5).failure?.code == .elementType)
        #expect((Tensor([1] as [UInt8]) + 256).failure?.code == .elementType)
        #expect((counts + halves).failure?.code == .elementType)
        #expect(Tensor(floatLiteral: 2).elementType == .f32)
        #expect(try (Tensor(integerLiteral: 2) + 0.5 as Tensor).scalar(as: Float.self) == 2.5)
        let number: Tensor = 0.1
        #expect(try number.scalar(as: Float.self).bitPattern == Float(0.1).bitPattern)
        #expect(try maximum(Tensor([-1, 3] as [Float]), 0).array(of: Float.self) == [0, 3])
    }

    @Test func assignmentChangesOneCopyOnly() throws {
        var x = Tensor([1, 2] as [Float])
        let y = x
        x += 1
        x *= Tensor([2, 3] as [Float])
        #expect(try x.array(of: Float.self) == [4, 9])
        #expect(try y.array(of: Float.self) == [1, 2])
    }

    @Test func castsKeepValuesAndBits() throws {
        let x = Tensor([1.9, -1.9, .nan, .infinity, -0.0] as [Float])
        #expect(try x.cast(to: .i32).array(of: Int32.self) == [1, -1, 0, .max, 0])
        #expect(try x.cast(to: .bool).array(of: Bool.self) == [true, true, true, true, false])
        #expect(try x.bitcast(to: .u32).bitcast(to: .f32).bitsEqual(x))
        #expect(x.bitcast(to: .u8).shape == [5, 4])
    }

    @Test func clipIsMinOfMax() throws {
        let x = Tensor([-2, 0.5, 2, .nan] as [Float])
        #expect(try bits(x.clip(0, 1)) == bits([0, 0.5, 1, .nan]))
    }
}

extension Tensor {
    fileprivate var exponentialSum: Tensor { exp(self).sum() }
}
