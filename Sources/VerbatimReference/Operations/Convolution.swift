import VerbatimArithmetic
import VerbatimGraph

/// Where the factors of a convolution lie.
struct ConvolutionPlan {
    /// A term of the sum: distances from where the input's sample and the kernel's output feature begin.
    struct Term {
        /// The input element; nil is padding, +0.
        let lhs: Int?
        /// The kernel element.
        let rhs: Int
    }

    let type: TensorType
    /// For each result sample, position and feature: where input sample and kernel feature begin, the terms, the place.
    let outputs: [(lhs: Int, rhs: Int, terms: Int, place: Int)]
    /// For each spatial position of the result, for each leaf, the terms in order.
    let terms: [[[Term]]]

    init(
        _ attributes: ConvolutionAttributes, _ lhs: TensorType, _ rhs: TensorType, _ result: TensorType,
        _ sampleSum: SampleSum?
    ) {
        let d = attributes.dimensions
        let (lhsStrides, rhsStrides, strides) = (lhs.strides, rhs.strides, result.strides)
        type = result

        // The index space of the sum: (window..., input feature of the group), and its leaves.
        let window = d.kernelSpatial.map { rhs.shape[$0] }
        let space = window + [rhs.shape[d.kernelInputFeature]]
        let whole = space.map { 0..<$0 }
        let leaves =
            sampleSum.map { mark in
                mark.leaves(size: space[mark.dimension]).map { range in
                    var leaf = whole
                    leaf[mark.dimension] = range
                    return leaf
                }
            } ?? [whole]

        /// The terms of the result at a spatial index within a box of the index space.
        func list(_ output: [Int], _ box: [Range<Int>]) -> [Term] {
            var list: [Term] = []
            IndexSpace.forEach(box.map(\.count)) { index, _ in
                var left: Int? = (box.last!.lowerBound + index[index.count - 1]) * lhsStrides[d.inputFeature]
                var right = (box.last!.lowerBound + index[index.count - 1]) * rhsStrides[d.kernelInputFeature]
                for axis in window.indices {
                    let tap = box[axis].lowerBound + index[axis]
                    let position =
                        output[axis] * attributes.strides[axis] + tap * attributes.rhsDilation[axis]
                        - attributes.padding[axis].low
                    let dilation = attributes.lhsDilation[axis]
                    // Between two input elements there is no term at all.
                    if position % dilation != 0 { return }
                    let isInside = (0..<lhs.shape[d.inputSpatial[axis]]).contains(position / dilation)
                    left = isInside ? left.map { $0 + position / dilation * lhsStrides[d.inputSpatial[axis]] } : nil
                    let kernelIndex = attributes.windowReversal[axis] ? window[axis] - 1 - tap : tap
                    right += kernelIndex * rhsStrides[d.kernelSpatial[axis]]
                }
                list.append(Term(lhs: left, rhs: right))
            }
            return list
        }

        let spatialShape = d.outputSpatial.map { result.shape[$0] }
        var terms: [[[Term]]] = []
        var spatialPlaces: [Int] = []
        IndexSpace.forEach(spatialShape) { index, _ in
            terms.append(leaves.map { list(index, $0) })
            spatialPlaces.append(zip(index, d.outputSpatial).map { $0 * strides[$1] }.reduce(0, +))
        }
        self.terms = terms

        var outputs: [(lhs: Int, rhs: Int, terms: Int, place: Int)] = []
        let (batch, features) = (result.shape[d.outputBatch], result.shape[d.outputFeature])
        for sample in 0..<batch {
            for (position, spatial) in spatialPlaces.enumerated() {
                for feature in 0..<features {
                    let featureGroup = feature * attributes.featureGroupCount / features
                    let batchGroup = feature * attributes.batchGroupCount / features
                    outputs.append(
                        (
                            lhs: (batchGroup * batch + sample) * lhsStrides[d.inputBatch]
                                + featureGroup * rhs.shape[d.kernelInputFeature] * lhsStrides[d.inputFeature],
                            rhs: feature * rhsStrides[d.kernelOutputFeature], terms: position,
                            place: sample * strides[d.outputBatch] + spatial + feature * strides[d.outputFeature]
                        ))
                }
            }
        }
        self.outputs = outputs
    }
}

/// `convolution`: for every sample, position and output feature, the contraction of a window with the kernel.
///
/// Tap w of the window reads position `output * stride + w * rhs_dilation - low padding` of the dilated input, and
/// element w of the kernel, or `size - 1 - w` where the window is reversed. The terms run in row-major order of (window
/// spatial dimensions as the kernel lists them, input feature of the group), by `Contraction`'s rule. A position
/// outside the input is +0 and takes part; a position between two elements of a dilated input is no term and is not
/// counted in the chunks. Feature groups split input and output features, batch groups the batch and output features.
/// Marked with a sample sum, leaves of the marked dimension of (window spatial..., input feature) combine by the
/// canonical tree.
enum Convolution {
    static func convolution(
        _ attributes: ConvolutionAttributes, _ lhs: TensorValue, _ rhs: TensorValue, _ result: TensorType,
        _ sampleSum: SampleSum?
    ) -> TensorValue {
        lhs.type.element.scalar.convolve(ConvolutionPlan(attributes, lhs.type, rhs.type, result, sampleSum), lhs, rhs)
    }
}

extension IntegerElement {
    static func convolve(_ plan: ConvolutionPlan, _ lhs: TensorValue, _ rhs: TensorValue) -> TensorValue {
        lhs.withUnsafeElements(Self.self) { a in
            rhs.withUnsafeElements(Self.self) { b in
                TensorValue.make(plan.type.shape, of: Self.self) { result in
                    for output in plan.outputs {
                        var sum: Self = 0
                        for leaf in plan.terms[output.terms] {
                            for term in leaf {
                                sum &+= (term.lhs.map { a[output.lhs + $0] } ?? 0) &* b[output.rhs + term.rhs]
                            }
                        }
                        result[output.place] = sum
                    }
                }
            }
        }
    }
}

extension FloatElement {
    static func convolve(_ plan: ConvolutionPlan, _ lhs: TensorValue, _ rhs: TensorValue) -> TensorValue {
        lhs.withUnsafeElements(Self.self) { a in
            rhs.withUnsafeElements(Self.self) { b in
                TensorValue.make(plan.type.shape, of: Self.self) { result in
                    for output in plan.outputs {
                        let leaves = plan.terms[output.terms]
                        let sum = CanonicalTree.combine(
                            count: leaves.count,
                            leaf: { number in
                                leaves[number].withUnsafeBufferPointer { leaf in
                                    Reductions.contraction(
                                        count: leaf.count,
                                        { k in leaf[k].lhs.map { a[output.lhs + $0] } ?? 0 },
                                        { b[output.rhs + leaf[$0].rhs] })
                                }
                            }, merge: { $0 + $1 })
                        result[output.place] = (sum ?? 0).canonicalized
                    }
                }
            }
        }
    }
}
