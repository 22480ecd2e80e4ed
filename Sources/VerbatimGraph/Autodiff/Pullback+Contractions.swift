// The gradients of contractions: each is one contraction, whose index order is stated because it fixes the bits.
extension GraphBuilder {
    /// The left gradient contracts the right's remaining dimensions, ascending; the right's those of the left.
    func dotGeneralPullback(_ attributes: DotGeneralAttributes, _ call: PullbackCall, _ g: ValueID) throws -> [ValueID?]
    {
        let (lhs, rhs) = (call.operands[0], call.operands[1])
        let lhsFree = attributes.lhsFree(rank: type(of: lhs).rank)
        let rhsFree = attributes.rhsFree(rank: type(of: rhs).rank)
        let batch = Array(attributes.lhsBatching.indices)
        let gLeft = lhsFree.indices.map { batch.count + $0 }
        let gRight = rhsFree.indices.map { batch.count + lhsFree.count + $0 }
        var gradients: [ValueID?] = [nil, nil]
        if call.needed[0] {
            // [batch, left, right] x [batch, right, K] -> [batch, left, K], K as it lies in the right operand.
            let product = try one(
                .dotGeneral(
                    DotGeneralAttributes(
                        lhsBatching: batch, rhsBatching: attributes.rhsBatching, lhsContracting: gRight,
                        rhsContracting: rhsFree)),
                [g, rhs])
            let contracted = attributes.rhsContracting.sorted()
                .map { attributes.lhsContracting[attributes.rhsContracting.firstIndex(of: $0)!] }
            gradients[0] = try arranged(product, attributes.lhsBatching + lhsFree + contracted)
        }
        if call.needed[1] {
            // [batch, left, K] x [batch, left, right] -> [batch, K, right], K as it lies in the left operand.
            let product = try one(
                .dotGeneral(
                    DotGeneralAttributes(
                        lhsBatching: attributes.lhsBatching, rhsBatching: batch, lhsContracting: lhsFree,
                        rhsContracting: gLeft)),
                [lhs, g])
            let contracted = attributes.lhsContracting.sorted()
                .map { attributes.rhsContracting[attributes.lhsContracting.firstIndex(of: $0)!] }
            gradients[1] = try arranged(product, attributes.rhsBatching + contracted + rhsFree)
        }
        return gradients
    }

    /// A value whose dimensions are, in order, the named ones of the result.
    private func arranged(_ value: ValueID, _ dimensions: [Int]) throws -> ValueID {
        try transpose(value, TransposeAttributes(dimensions).inverse)
    }

    /// The cotangent, spread out by the strides, convolved with the kernel turned around.
    ///
    /// K is (kernel spatial..., output feature of a group). Groups move from the kernel's output to its input features.
    func convolutionInputGradient(
        _ attributes: ConvolutionAttributes, _ call: PullbackCall, _ g: ValueID
    ) throws -> ValueID {
        let input = type(of: call.operands[0])
        let (kernel, out) = (type(of: call.operands[1]), type(of: g))
        if input.count == 0 || kernel.count == 0 || out.count == 0 { return try zeros(input) }
        let d = attributes.dimensions
        let groups = attributes.featureGroupCount * attributes.batchGroupCount
        var turned = call.operands[1]
        if groups > 1 {
            // [..., i, ..., groups * o, ...] -> [..., groups * i, ..., o, ...]
            turned = try movedGroups(turned, groups, from: d.kernelOutputFeature, to: d.kernelInputFeature)
        }
        let padding = d.inputSpatial.indices.map { axis in
            let extent = (kernel.shape[d.kernelSpatial[axis]] - 1) * attributes.rhsDilation[axis]
            let low = extent - attributes.padding[axis].low
            let spread = (out.shape[d.outputSpatial[axis]] - 1) * attributes.strides[axis]
            let reach = (input.shape[d.inputSpatial[axis]] - 1) * attributes.lhsDilation[axis]
            return EdgePadding(low, reach + extent - spread - low)
        }
        let gradient = try one(
            .convolution(
                ConvolutionAttributes(
                    dimensions: .init(
                        inputBatch: d.outputBatch, inputFeature: d.outputFeature, inputSpatial: d.outputSpatial,
                        kernelInputFeature: d.kernelOutputFeature, kernelOutputFeature: d.kernelInputFeature,
                        kernelSpatial: d.kernelSpatial, outputBatch: d.inputBatch, outputFeature: d.inputFeature,
                        outputSpatial: d.inputSpatial),
                    strides: attributes.lhsDilation, padding: padding, lhsDilation: attributes.strides,
                    rhsDilation: attributes.rhsDilation, windowReversal: attributes.windowReversal.map { !$0 },
                    featureGroupCount: groups)),
            [g, turned])
        // With batch groups each group's input features belong to another part of the batch.
        if attributes.batchGroupCount == 1 { return gradient }
        return try movedGroups(gradient, groups, from: d.inputFeature, to: d.inputBatch)
    }

    /// The input convolved with the cotangent as kernel, the batch being contracted.
    ///
    /// K is (output positions..., sample). Feature groups become batch groups, and batch groups feature groups.
    func convolutionKernelGradient(
        _ attributes: ConvolutionAttributes, _ call: PullbackCall, _ g: ValueID
    ) throws -> ValueID {
        let input = type(of: call.operands[0])
        let (kernel, out) = (type(of: call.operands[1]), type(of: g))
        if input.count == 0 || kernel.count == 0 || out.count == 0 { return try zeros(kernel) }
        let d = attributes.dimensions
        let padding = d.inputSpatial.indices.map { axis in
            let extent = (kernel.shape[d.kernelSpatial[axis]] - 1) * attributes.rhsDilation[axis]
            let low = attributes.padding[axis].low
            let spread = (out.shape[d.outputSpatial[axis]] - 1) * attributes.strides[axis]
            let reach = (input.shape[d.inputSpatial[axis]] - 1) * attributes.lhsDilation[axis]
            return EdgePadding(low, extent + spread - reach - low)
        }
        let gradient = try one(
            .convolution(
                ConvolutionAttributes(
                    dimensions: .init(
                        inputBatch: d.inputFeature, inputFeature: d.inputBatch, inputSpatial: d.inputSpatial,
                        kernelInputFeature: d.outputBatch, kernelOutputFeature: d.outputFeature,
                        kernelSpatial: d.outputSpatial, outputBatch: d.kernelInputFeature,
                        outputFeature: d.kernelOutputFeature, outputSpatial: d.kernelSpatial),
                    strides: attributes.rhsDilation, padding: padding, lhsDilation: attributes.lhsDilation,
                    rhsDilation: attributes.strides, featureGroupCount: attributes.batchGroupCount,
                    batchGroupCount: attributes.featureGroupCount)),
            [call.operands[0], g])
        let reversed = d.kernelSpatial.indices.filter { attributes.windowReversal[$0] }.map { d.kernelSpatial[$0] }
        return reversed.isEmpty ? gradient : try one(.reverse(ReverseAttributes(reversed)), [gradient])
    }

    /// Splits the outer `groups` off one dimension and puts them around another: `from` shrinks, `to` grows.
    private func movedGroups(_ value: ValueID, _ groups: Int, from: Int, to: Int) throws -> ValueID {
        let shape = type(of: value).shape
        var split = shape
        split[from] /= groups
        split.insert(groups, at: from)
        let target = to < from ? to : to + 1
        var order = Array(split.indices)
        order.remove(at: from)
        order.insert(from, at: order.firstIndex(of: target)!)
        var result = shape
        result[from] /= groups
        result[to] *= groups
        return try reshape(try transpose(try reshape(value, to: split), order), to: result)
    }
}
