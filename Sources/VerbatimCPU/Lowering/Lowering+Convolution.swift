import CVerbatimKernels
import VerbatimGraph

extension Lowering {
    /// A convolution of one or two spatial dimensions by the direct kernels; others, and grouped batches that are no
    /// weight gradient, are handed on.
    mutating func convolution(_ attributes: ConvolutionAttributes, _ operands: [View], _ node: Node) {
        let type = type(node.results[0])
        let rank = attributes.dimensions.inputSpatial.count
        if type.element == .f32, type.count > 0, (1...2).contains(rank), operands.allSatisfy({ $0.count > 0 }) {
            let form = PlanarConvolution(attributes, operands[0], operands[1], type)
            if isWeightGradient(form, node.sampleSum) { return weightGradient(form, node) }
            if node.sampleSum == nil, form.attributes.batchGroupCount == 1 { return direct(form, node) }
        }
        reference(node)
    }

    /// Whether samples are what is contracted: marked so, or lying outermost with the features inner-most.
    private func isWeightGradient(_ form: PlanarConvolution, _ sum: SampleSum?) -> Bool {
        let attributes = form.attributes
        guard attributes.featureGroupCount == 1, attributes.lhsDilation == [1, 1],
            attributes.windowReversal == [false, false]
        else { return false }
        if let sum { return sum.dimension == form.summedFeature }
        return attributes.batchGroupCount > 1
            || form.input.strides[attributes.dimensions.inputFeature]
                > form.input.strides[attributes.dimensions.inputBatch]
    }

    /// Input `[batch, y, x, feature]` with any kernel strides gives `[batch, y, x, feature]`.
    private mutating func direct(_ form: PlanarConvolution, _ node: Node) {
        let (attributes, d) = (form.attributes, form.attributes.dimensions)
        let x = stored(form.input.transposed([d.inputBatch] + d.inputSpatial + [d.inputFeature]))
        let w = form.kernel.transposed(d.kernelSpatial + [d.kernelInputFeature, d.kernelOutputFeature])
        let out = ([d.outputBatch] + d.outputSpatial + [d.outputFeature]).map { form.resultShape[$0] }
        let groups = attributes.featureGroupCount
        let features = out[3] / groups
        var start = 0
        var (tapY, tapX) = (w.strides[0], w.strides[1])
        if attributes.windowReversal[0] {
            start += (w.shape[0] - 1) * tapY
            tapY = -tapY
        }
        if attributes.windowReversal[1] {
            start += (w.shape[1] - 1) * tapX
            tapX = -tapX
        }
        let convolution = vb_conv(
            batch: Int64(x.shape[0]), in_h: Int64(x.shape[1]), in_w: Int64(x.shape[2]), in_c: Int64(x.shape[3]),
            out_h: Int64(out[1]), out_w: Int64(out[2]), out_c: Int64(out[3]), kernel_h: Int64(w.shape[0]),
            kernel_w: Int64(w.shape[1]), groups: Int64(groups), stride_h: Int64(attributes.strides[0]),
            stride_w: Int64(attributes.strides[1]), dilation_h: Int64(attributes.rhsDilation[0]),
            dilation_w: Int64(attributes.rhsDilation[1]), base_dilation_h: Int64(attributes.lhsDilation[0]),
            base_dilation_w: Int64(attributes.lhsDilation[1]), pad_top: Int64(attributes.padding[0].low),
            pad_left: Int64(attributes.padding[1].low), w_start: Int64(start), w_h: Int64(tapY), w_w: Int64(tapX),
            w_i: Int64(w.strides[2]), w_o: Int64(w.strides[3]), w_g: Int64(w.strides[3] * features), bias: 0, relu: 0)
        appendConvolution(
            Item(
                name: "convolution", work: .kernel(ConvolutionStep(convolution: convolution)), operands: [x, w],
                results: [], payloads: .ignored),
            TensorType(out, .f32), [d.outputBatch] + d.outputSpatial + [d.outputFeature], form, node)
    }

    /// Input `[sample, y, x, i]` and cotangent `[sample, y, x, o]` give `[y, x, i, o]`.
    private mutating func weightGradient(_ form: PlanarConvolution, _ node: Node) {
        let (attributes, d) = (form.attributes, form.attributes.dimensions)
        let x = stored(form.input.transposed([d.inputFeature] + d.inputSpatial + [d.inputBatch]))
        let dy = stored(
            form.kernel.transposed([d.kernelInputFeature] + d.kernelSpatial + [d.kernelOutputFeature]))
        let order = d.outputSpatial + [d.outputBatch, d.outputFeature]
        let out = order.map { form.resultShape[$0] }
        // What moves the window of the forward convolution is what spreads the cotangent here, and the other way round.
        let forward = vb_conv(
            batch: Int64(x.shape[0]), in_h: Int64(x.shape[1]), in_w: Int64(x.shape[2]), in_c: Int64(x.shape[3]),
            out_h: Int64(dy.shape[1]), out_w: Int64(dy.shape[2]), out_c: Int64(dy.shape[3]), kernel_h: Int64(out[0]),
            kernel_w: Int64(out[1]), groups: Int64(attributes.batchGroupCount),
            stride_h: Int64(attributes.rhsDilation[0]), stride_w: Int64(attributes.rhsDilation[1]),
            dilation_h: Int64(attributes.strides[0]), dilation_w: Int64(attributes.strides[1]), base_dilation_h: 1,
            base_dilation_w: 1, pad_top: Int64(attributes.padding[0].low), pad_left: Int64(attributes.padding[1].low),
            w_start: 0, w_h: 0, w_w: 0, w_i: 0, w_o: 0, w_g: 0, bias: 0, relu: 0)
        let leaf = node.sampleSum?.indicesPerLeaf ?? x.shape[0]
        let step = ConvolutionWeightsStep(gradient: vb_conv_weights(conv: forward, leaf: Int64(leaf)))
        appendConvolution(
            Item(
                name: "convolution weights", work: .kernel(step), operands: [x, dy], results: [], payloads: .ignored),
            TensorType(out, .f32), order, form, node)
    }

    /// Appends an item whose result has the dimensions of the node's in another order, or one more of size 1.
    private mutating func appendConvolution(
        _ item: Item, _ type: TensorType, _ order: [Int], _ form: PlanarConvolution, _ node: Node
    ) {
        var item = item
        if order == Array(order.indices), form.isPlanar {
            item.results = node.results
            return append(item)
        }
        let product = newValue(type)
        item.results = [product]
        append(item)
        let arranged = view(product).transposed(TransposeAttributes(order).inverse)
        if let result = arranged.reshaped(self.type(node.results[0]).shape) {
            alias(node.results[0], result)
        } else {
            appendElementwise(.move(type.element.byteCount), [arranged], node.results[0])
        }
    }
}

/// A convolution with two spatial dimensions: as it is, or with an outer one of size 1 added.
struct PlanarConvolution {
    let attributes: ConvolutionAttributes
    let input: View
    let kernel: View
    let resultShape: [Int]
    /// Whether nothing was added.
    let isPlanar: Bool

    init(_ attributes: ConvolutionAttributes, _ input: View, _ kernel: View, _ result: TensorType) {
        isPlanar = attributes.dimensions.inputSpatial.count == 2
        if isPlanar {
            self.attributes = attributes
            self.input = input
            self.kernel = kernel
            resultShape = result.shape
            return
        }
        // The new dimension is the last of every operand, and the first spatial one.
        let d = attributes.dimensions
        self.attributes = ConvolutionAttributes(
            dimensions: .init(
                inputBatch: d.inputBatch, inputFeature: d.inputFeature, inputSpatial: [3] + d.inputSpatial,
                kernelInputFeature: d.kernelInputFeature, kernelOutputFeature: d.kernelOutputFeature,
                kernelSpatial: [3] + d.kernelSpatial, outputBatch: d.outputBatch, outputFeature: d.outputFeature,
                outputSpatial: [3] + d.outputSpatial),
            strides: [1] + attributes.strides, padding: [.zero] + attributes.padding,
            lhsDilation: [1] + attributes.lhsDilation, rhsDilation: [1] + attributes.rhsDilation,
            windowReversal: [false] + attributes.windowReversal, featureGroupCount: attributes.featureGroupCount,
            batchGroupCount: attributes.batchGroupCount)
        func widened(_ view: View) -> View {
            View(base: view.base, offset: view.offset, shape: view.shape + [1], strides: view.strides + [0])
        }
        self.input = widened(input)
        self.kernel = widened(kernel)
        resultShape = result.shape + [1]
    }

    /// The place of the input feature in the contracted index space of the original.
    var summedFeature: Int { isPlanar ? 2 : 1 }
}
