import Testing
import VerbatimGraph
import VerbatimReference
import VerbatimTestSupport

/// Data movement, against the specification's formulas index by index and against its examples.
@Suite struct DataMovementTests {
    /// Reads an element by its index.
    private func at(_ x: TensorValue, _ index: [Int]) -> UInt32 {
        let place = zip(index, x.type.strides).map(*).reduce(0, +)
        return x.withUnsafeBytes { $0.load(fromByteOffset: 4 * place, as: UInt32.self) }
    }

    /// Checks every element of a result against a formula.
    private func check(_ result: TensorValue, shape: [Int], _ formula: ([Int]) -> UInt32) {
        #expect(result.shape == shape)
        for place in 0..<result.type.count {
            let index = zip(result.type.strides, shape).map { place / $0 % $1 }
            #expect(at(result, index) == formula(index))
        }
    }

    /// Floats with every kind of NaN, so that lost payloads show.
    private func tensor(_ shape: [Int], _ seed: UInt64) -> TensorValue {
        var generator = SampleGenerator(seed)
        return generator.tensor(TensorType(shape, .f32), .nasty)
    }

    @Test func iotaCountsAlongItsDimension() throws {
        let type = TensorType([2, 3, 2], .i32)
        let result: [Int32] = try elements(.iota(IotaAttributes(dimension: 1, type: type)), [], of: Int32.self)
        #expect(result == [0, 0, 1, 1, 2, 2, 0, 0, 1, 1, 2, 2])
        let wrapped = try elements(
            .iota(IotaAttributes(dimension: 0, type: TensorType([130], .i8))), [], of: Int8.self)
        #expect(wrapped[127] == 127 && wrapped[128] == -128)
        let floats = try elements(.iota(IotaAttributes(dimension: 0, type: TensorType([3], .f64))), [], of: Double.self)
        #expect(floats == [0, 1, 2])
        #expect(
            try evaluate(.iota(IotaAttributes(dimension: 0, type: TensorType([2, 0], .f32))), [])[0].shape == [2, 0])
    }

    @Test func transpose() throws {
        let x = tensor([2, 3, 5], 1)
        let result = try evaluate(.transpose(TransposeAttributes([2, 0, 1])), [x])[0]
        check(result, shape: [5, 2, 3]) { at(x, [$0[1], $0[2], $0[0]]) }
        let scalar = tensor([], 2)
        #expect(try evaluate(.transpose(TransposeAttributes([])), [scalar])[0] == scalar)
    }

    @Test func reshapeKeepsTheRowMajorOrder() throws {
        let x = tensor([2, 3, 4], 3)
        let result = try evaluate(.reshape(ReshapeAttributes([4, 6])), [x])[0]
        #expect(result == x.reshaped([4, 6]))
    }

    @Test func broadcastInDim() throws {
        let x = tensor([3, 1], 4)
        let attributes = BroadcastInDimAttributes(shape: [2, 4, 3], dimensions: [2, 1])
        check(try evaluate(.broadcastInDim(attributes), [x])[0], shape: [2, 4, 3]) { at(x, [$0[2], 0]) }
        let scalar = tensor([], 5)
        let spread = BroadcastInDimAttributes(shape: [2, 2], dimensions: [])
        check(try evaluate(.broadcastInDim(spread), [scalar])[0], shape: [2, 2]) { _ in at(scalar, []) }
        let empty = BroadcastInDimAttributes(shape: [0, 3], dimensions: [1])
        #expect(try evaluate(.broadcastInDim(empty), [tensor([3], 6)])[0].shape == [0, 3])
    }

    @Test func slice() throws {
        let x = tensor([5, 7], 7)
        let attributes = SliceAttributes(start: [1, 2], limit: [5, 7], strides: [2, 3])
        check(try evaluate(.slice(attributes), [x])[0], shape: [2, 2]) { at(x, [1 + 2 * $0[0], 2 + 3 * $0[1]]) }
        let nothing = SliceAttributes(start: [5, 0], limit: [5, 7])
        #expect(try evaluate(.slice(nothing), [x])[0].shape == [0, 7])
    }

    @Test func reverse() throws {
        let x = tensor([3, 2, 4], 8)
        check(try evaluate(.reverse(ReverseAttributes([2, 0])), [x])[0], shape: [3, 2, 4]) {
            at(x, [2 - $0[0], $0[1], 3 - $0[2]])
        }
        #expect(try evaluate(.reverse(ReverseAttributes([0, 1])), [tensor([0, 3], 9)])[0].shape == [0, 3])
    }

    @Test func concatenate() throws {
        let parts = [tensor([2, 1, 3], 10), tensor([2, 0, 3], 11), tensor([2, 4, 3], 12)]
        check(try evaluate(.concatenate(ConcatenateAttributes(dimension: 1)), parts)[0], shape: [2, 5, 3]) {
            $0[1] < 1 ? at(parts[0], $0) : at(parts[2], [$0[0], $0[1] - 1, $0[2]])
        }
    }

    @Test func padWithInteriorAndCropping() throws {
        // The specification's example.
        let x = try TensorValue([1, 2, 3, 4, 5, 6] as [Int32], shape: [2, 3])
        let attributes = PadAttributes(edges: [EdgePadding(0, 2), EdgePadding(1, 1)], interior: [1, 2])
        let result = try elements(.pad(attributes), [x, TensorValue(Int32(0))], of: Int32.self)
        #expect(
            result == [
                0, 1, 0, 0, 2, 0, 0, 3, 0,
                0, 0, 0, 0, 0, 0, 0, 0, 0,
                0, 4, 0, 0, 5, 0, 0, 6, 0,
                0, 0, 0, 0, 0, 0, 0, 0, 0,
                0, 0, 0, 0, 0, 0, 0, 0, 0,
            ])
        // Every small combination in one dimension, against the definition: dilate, then pad or crop each end.
        for size in 0...4 {
            let values = (0..<size).map { Int32($0 + 1) }
            for interior in 0...2 {
                var dilated: [Int32] = []
                for (place, value) in values.enumerated() {
                    if place > 0 { dilated += [Int32](repeating: 9, count: interior) }
                    dilated.append(value)
                }
                for low in -3...2 {
                    for high in -3...2
                    where dilated.count + low + high >= 0 && -low <= dilated.count && -high <= dilated.count {
                        var expected = dilated
                        expected =
                            low < 0 ? Array(expected.dropFirst(-low)) : [Int32](repeating: 9, count: low) + expected
                        if high < 0 && expected.count < -high { continue }
                        expected = high < 0 ? expected.dropLast(-high) : expected + [Int32](repeating: 9, count: high)
                        let attributes = PadAttributes(edges: [EdgePadding(low, high)], interior: [interior])
                        let padded = try elements(
                            .pad(attributes), [vector(values), TensorValue(Int32(9))], of: Int32.self)
                        #expect(padded == expected, "\(size) \(interior) \(low) \(high)")
                    }
                }
            }
        }
    }

    @Test func dynamicSlicesAreClamped() throws {
        // The specification's examples.
        let x = try TensorValue([0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0] as [Int32], shape: [4, 4])
        let starts = [TensorValue(Int64(-1)), TensorValue(Int64(3))]
        let sliced = try elements(.dynamicSlice(DynamicSliceAttributes(sizes: [2, 2])), [x] + starts, of: Int32.self)
        #expect(sliced == [1, 1, 1, 1])
        let y = try TensorValue([1, 1, 0, 0, 1, 1, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1] as [Int32], shape: [4, 4])
        let update = try TensorValue([1, 1, 1, 1] as [Int32], shape: [2, 2])
        let updated = try elements(.dynamicUpdateSlice, [y, update] + starts, of: Int32.self)
        #expect(updated == [Int32](repeating: 1, count: 16))
        // Starts of types whose largest values do not fit an Int, or wrap.
        let z = try vector([1, 2, 3, 4, 5] as [Float])
        for (start, expected) in [
            (TensorValue(UInt64.max), [4, 5]), (TensorValue(Int8.min), [1, 2]), (TensorValue(UInt8(2)), [3, 4]),
            (TensorValue(Int64.max), [4, 5]), (TensorValue(Int64.min), [1, 2]),
        ] as [(TensorValue, [Float])] {
            let result = try elements(.dynamicSlice(DynamicSliceAttributes(sizes: [2])), [z, start], of: Float.self)
            #expect(result == expected)
        }
        let same = try evaluate(.dynamicSlice(DynamicSliceAttributes(sizes: [])), [TensorValue(Float(7))])
        #expect(same == [TensorValue(Float(7))])
    }

    @Test func constantsKeepTheirBits() throws {
        let x = tensor([40], 14)
        #expect(try evaluate(.constant(ConstantAttributes(x)), []) == [x])
    }
}
