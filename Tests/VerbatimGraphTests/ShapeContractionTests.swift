import Testing
import Verbatim

/// Rules of contractions, gathers and scatters, as StableHLO's specification states them.
@Suite struct ShapeContractionTests {
    @Test func dotGeneral() {
        func dot(_ lb: [Int], _ rb: [Int], _ lc: [Int], _ rc: [Int]) -> Operation {
            .dotGeneral(
                DotGeneralAttributes(lhsBatching: lb, rhsBatching: rb, lhsContracting: lc, rhsContracting: rc))
        }
        expect(dot([], [], [1], [0]), [t(2, 3), t(3, 4)], gives: [t(2, 4)])
        expect(dot([0], [2], [1], [1]), [t(5, 3, 2), t(4, 3, 5)], gives: [t(5, 2, 4)])
        expect(dot([2, 0], [0, 1], [1], [2]), [t(5, 3, 2), t(2, 5, 3)], gives: [t(2, 5)])
        expect(dot([], [], [0, 1], [1, 0]), [t(2, 3), t(3, 2)], gives: [t()])
        expect(dot([], [], [], []), [t(2), t(3)], gives: [t(2, 3)])
        expect(dot([], [], [], []), [t(), t()], gives: [t()])
        refuse(dot([], [], [1], [0]), [t(2, 3), t(2, 4)])
        refuse(dot([0], [0], [1], [1]), [t(5, 3), t(4, 3)])
        refuse(dot([0], [0], [0], [1]), [t(5, 3), t(5, 5)], .configuration)
        refuse(dot([], [], [2], [0]), [t(2, 3), t(3, 4)], .configuration)
        refuse(dot([], [], [1], [0, 1]), [t(2, 3), t(3, 4)], .configuration)
        refuse(dot([0], [], [1], [0]), [t(2, 3), t(3, 4)], .configuration)
        refuse(dot([], [], [1], [0]), [t(2, 3), t(3, 4, of: .f64)], .elementType)
        refuse(dot([], [], [1], [0]), [t(2, 3, of: .bool), t(3, 4, of: .bool)], .elementType)
        refuse(dot([], [], [1], [0]), [t(2, 3)], .malformed)
        refuse(dot([], [], [], []), [t(1 << 40), t(1 << 40)])
    }

    @Test func convolution() {
        let plain = ConvolutionAttributes.Dimensions.channelsLast(spatialRank: 2)
        func conv(_ change: (inout ConvolutionAttributes) -> Void = { _ in }) -> Operation {
            var attributes = ConvolutionAttributes(dimensions: plain)
            change(&attributes)
            return .convolution(attributes)
        }
        let (input, kernel) = (t(8, 7, 5, 6), t(3, 2, 6, 4))
        expect(conv(), [input, kernel], gives: [t(8, 5, 4, 4)])
        expect(conv { $0.strides = [2, 3] }, [input, kernel], gives: [t(8, 3, 2, 4)])
        expect(conv { $0.padding = [EdgePadding(1, 1), EdgePadding(-1, 2)] }, [input, kernel], gives: [t(8, 7, 5, 4)])
        expect(conv { $0.lhsDilation = [2, 3] }, [input, kernel], gives: [t(8, 11, 12, 4)])
        expect(conv { $0.rhsDilation = [3, 5] }, [input, kernel], gives: [t(8, 1, 0, 4)])
        expect(conv { $0.windowReversal = [true, false] }, [input, kernel], gives: [t(8, 5, 4, 4)])
        expect(conv { $0.featureGroupCount = 2 }, [input, t(3, 2, 3, 4)], gives: [t(8, 5, 4, 4)])
        expect(conv { $0.batchGroupCount = 4 }, [input, kernel], gives: [t(2, 5, 4, 4)])
        expect(conv(), [t(0, 7, 5, 6), kernel], gives: [t(0, 5, 4, 4)])
        expect(conv(), [t(8, 2, 5, 6), kernel], gives: [t(8, 0, 4, 4)])
        expect(conv(), [input, t(3, 2, 6, 0)], gives: [t(8, 5, 4, 0)])

        let mixed = ConvolutionAttributes.Dimensions(
            inputBatch: 2, inputFeature: 0, inputSpatial: [1], kernelInputFeature: 1, kernelOutputFeature: 0,
            kernelSpatial: [2], outputBatch: 1, outputFeature: 2, outputSpatial: [0])
        expect(.convolution(ConvolutionAttributes(dimensions: mixed)), [t(6, 9, 8), t(4, 6, 3)], gives: [t(7, 8, 4)])
        let none = ConvolutionAttributes.Dimensions.channelsLast(spatialRank: 0)
        expect(.convolution(ConvolutionAttributes(dimensions: none)), [t(8, 6), t(6, 4)], gives: [t(8, 4)])

        refuse(conv(), [t(8, 7, 5), kernel])
        refuse(conv(), [input, t(3, 2, 6)])
        refuse(conv(), [input, t(3, 2, 5, 4)])
        refuse(conv(), [input, t(3, 2, 6, 4, of: .f64)], .elementType)
        refuse(conv(), [t(8, 7, 5, 6, of: .bool), t(3, 2, 6, 4, of: .bool)], .elementType)
        refuse(conv(), [input], .malformed)
        for change: (inout ConvolutionAttributes) -> Void in [
            { $0.strides = [0, 1] }, { $0.strides = [1] }, { $0.lhsDilation = [1, -1] }, { $0.rhsDilation = [0, 1] },
            { $0.padding = [.zero] }, { $0.windowReversal = [] }, { $0.featureGroupCount = 0 },
            { $0.featureGroupCount = 4 }, { $0.batchGroupCount = 3 }, { $0.batchGroupCount = -1 },
            {
                $0.featureGroupCount = 2
                $0.batchGroupCount = 2
            },
            { $0.dimensions.inputFeature = 0 }, { $0.dimensions.kernelSpatial = [0, 4] },
            { $0.dimensions.outputSpatial = [1] }, { $0.dimensions.outputBatch = -1 },
            { $0.padding = [EdgePadding(.max, .max), .zero] }, { $0.lhsDilation = [.max, 1] },
            { $0.rhsDilation = [.max, 1] },
        ] {
            refuse(conv(change), [input, kernel], .configuration)
        }
        refuse(conv { $0.featureGroupCount = .max }, [t(8, 7, 5, 0), t(3, 2, 6, 0)])
    }

    @Test func gather() {
        var plain = GatherAttributes(
            offsetDims: [1, 2], collapsedSliceDims: [0], startIndexMap: [0], indexVectorDim: 1, sliceSizes: [1, 3, 2])
        func gather(_ change: (inout GatherAttributes) -> Void = { _ in }) -> Operation {
            var attributes = plain
            change(&attributes)
            return .gather(attributes)
        }
        let (operand, indices) = (t(5, 4, 2), t(7, 1, of: .i32))
        expect(gather(), [operand, indices], gives: [t(7, 3, 2)])
        expect(gather(), [operand, t(7, of: .u8)], gives: [t(7, 3, 2)])
        expect(gather { $0.offsetDims = [0, 2] }, [operand, indices], gives: [t(3, 7, 2)])
        expect(gather { $0.sliceSizes = [1, 0, 2] }, [operand, indices], gives: [t(7, 0, 2)])
        // A collapsed dimension of size 0 would leave elements that come from nowhere.
        refuse(gather { $0.sliceSizes = [0, 0, 2] }, [operand, indices])
        refuse(gather(), [operand, t(7, 1)], .elementType)
        refuse(gather(), [operand, t(7, 2, of: .i32)])
        refuse(gather { $0.indexVectorDim = 3 }, [operand, indices], .elementType)
        refuse(gather { $0.indexVectorDim = -1 }, [operand, indices], .elementType)
        refuse(gather { $0.sliceSizes = [2, 3, 2] }, [operand, indices])
        refuse(gather { $0.sliceSizes = [1, 5, 2] }, [operand, indices])
        refuse(gather { $0.sliceSizes = [1, 3] }, [operand, indices])
        refuse(gather { $0.sliceSizes = [1, -1, 2] }, [operand, indices])
        for change: (inout GatherAttributes) -> Void in [
            { $0.offsetDims = [2, 1] }, { $0.offsetDims = [1, 1] }, { $0.offsetDims = [1] },
            { $0.offsetDims = [1, 3] },
            { $0.collapsedSliceDims = [0, 0] }, { $0.collapsedSliceDims = [3] }, { $0.startIndexMap = [3] },
            { $0.startIndexMap = [-1] },
        ] {
            refuse(gather(change), [operand, indices], .configuration)
        }
        refuse(gather(), [operand], .malformed)

        // Dimension 1 of the operand goes along with dimension 0 of the indices.
        plain = GatherAttributes(
            offsetDims: [2], collapsedSliceDims: [0], operandBatchingDims: [1], startIndicesBatchingDims: [0],
            startIndexMap: [0], indexVectorDim: 2, sliceSizes: [1, 1, 2])
        let batched = t(4, 7, 1, of: .i64)
        expect(gather(), [operand, batched], gives: [t(4, 7, 2)])
        refuse(gather(), [operand, t(3, 7, 1, of: .i64)])
        refuse(gather { $0.startIndicesBatchingDims = [2] }, [operand, t(7, 7, 1, of: .i64)])
        refuse(gather { $0.startIndicesBatchingDims = [3] }, [operand, batched], .configuration)
        refuse(gather { $0.startIndicesBatchingDims = [] }, [operand, batched])
        refuse(gather { $0.sliceSizes = [1, 2, 2] }, [operand, batched])
        refuse(gather { $0.operandBatchingDims = [0] }, [operand, batched], .configuration)
        plain = GatherAttributes(
            offsetDims: [2], collapsedSliceDims: [], operandBatchingDims: [1, 0], startIndicesBatchingDims: [0, 1],
            startIndexMap: [2], indexVectorDim: 2, sliceSizes: [1, 1, 2])
        refuse(gather(), [operand, t(4, 5, 1, of: .i64)], .configuration)
        expect(
            gather {
                $0.operandBatchingDims = [0, 1]
                $0.startIndicesBatchingDims = [1, 0]
            }, [operand, t(4, 5, 1, of: .i64)], gives: [t(4, 5, 2)])
    }

    @Test func scatter() {
        let sum = body([t(), t()], [t()])
        var plain = ScatterAttributes(
            updateWindowDims: [1, 2], insertedWindowDims: [0], scatterDimsToOperandDims: [0], indexVectorDim: 1)
        func scatter(_ change: (inout ScatterAttributes) -> Void = { _ in }) -> Operation {
            var attributes = plain
            change(&attributes)
            return .scatter(attributes)
        }
        let (input, indices, updates) = (t(5, 4, 2), t(7, 1, of: .i32), t(7, 3, 2))
        expect(scatter(), [input, indices, updates], [sum], gives: [input])
        expect(scatter(), [input, t(7, of: .u16), updates], [sum], gives: [input])
        expect(scatter { $0.updateWindowDims = [0, 2] }, [input, indices, t(3, 7, 2)], [sum], gives: [input])
        let i = t(of: .i32)
        expect(
            scatter(), [input, t(5, 4, 2, of: .i32), indices, updates, t(7, 3, 2, of: .i32)],
            [body([t(), i, t(), i], [t(), i])], gives: [input, t(5, 4, 2, of: .i32)])
        refuse(scatter(), [input, t(7, 1), updates], [sum])
        refuse(scatter(), [input, indices, t(7, 5, 2)], [sum])
        refuse(scatter(), [input, indices, t(6, 3, 2)], [sum])
        refuse(scatter(), [input, indices, t(7, 3)], [sum], .configuration)
        refuse(scatter(), [input, indices, t(7, 3, 2, of: .f64)], [sum])
        refuse(scatter(), [input, t(7, 2, of: .i32), updates], [sum])
        refuse(scatter { $0.indexVectorDim = 3 }, [input, indices, updates], [sum])
        refuse(scatter(), [input, indices, updates], [body([t()], [t()])], .malformed)
        refuse(scatter(), [input, indices, updates], [], .malformed)
        refuse(scatter(), [input, indices], [sum], .malformed)
        refuse(scatter(), [], [sum], .malformed)
        for change: (inout ScatterAttributes) -> Void in [
            { $0.updateWindowDims = [2, 1] }, { $0.updateWindowDims = [1, 3] }, { $0.insertedWindowDims = [3] },
            { $0.scatterDimsToOperandDims = [-1] },
        ] {
            refuse(scatter(change), [input, indices, updates], [sum], .configuration)
        }
        plain = ScatterAttributes(
            updateWindowDims: [2], insertedWindowDims: [0], inputBatchingDims: [1], scatterIndicesBatchingDims: [0],
            scatterDimsToOperandDims: [0], indexVectorDim: 2)
        expect(scatter(), [input, t(4, 7, 1, of: .i64), t(4, 7, 2)], [sum], gives: [input])
        refuse(scatter(), [input, t(3, 7, 1, of: .i64), t(3, 7, 2)], [sum])
        refuse(scatter { $0.scatterIndicesBatchingDims = [2] }, [input, t(4, 7, 1, of: .i64), t(4, 7, 2)], [sum])
        refuse(
            scatter { $0.scatterIndicesBatchingDims = [0, 0] }, [input, t(4, 7, 1, of: .i64), t(4, 7, 2)], [sum],
            .configuration)
    }
}
