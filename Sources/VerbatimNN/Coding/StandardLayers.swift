/// The layer types that every description may name.
enum StandardLayers {
    static let types: [any Layer.Type] = [
        Activation.self, ActivityRegularization.self, AdaptiveAveragePooling1D.self, AdaptiveAveragePooling2D.self,
        AdaptiveAveragePooling3D.self, AdaptiveMaxPooling1D.self, AdaptiveMaxPooling2D.self, AdaptiveMaxPooling3D.self,
        Add.self, AdditiveAttention.self, AlphaDropout.self, Attention.self, AutoContrast.self, Average.self,
        AveragePooling1D.self, AveragePooling2D.self, AveragePooling3D.self, BatchNormalization.self,
        Bidirectional.self, CategoryEncoding.self, CenterCrop.self, Concatenate.self, Conv1D.self, Conv1DTranspose.self,
        Conv2D.self, Conv2DTranspose.self, Conv3D.self, Conv3DTranspose.self, ConvLSTM1D.self, ConvLSTM2D.self,
        ConvLSTM3D.self, ConvLSTMCell.self, Cropping1D.self, Cropping2D.self, Cropping3D.self, CutMix.self, Dense.self,
        DepthwiseConv1D.self, DepthwiseConv2D.self, Discretization.self, Dot.self, Dropout.self, ELU.self,
        EinsumDense.self, Embedding.self, Equalization.self, Flatten.self, GRU.self, GRUCell.self, GaussianDropout.self,
        GaussianNoise.self, GlobalAveragePooling1D.self, GlobalAveragePooling2D.self, GlobalAveragePooling3D.self,
        GlobalMaxPooling1D.self, GlobalMaxPooling2D.self, GlobalMaxPooling3D.self, GroupNormalization.self,
        GroupQueryAttention.self, Identity.self, IntegerLookup.self, LSTM.self, LSTMCell.self, Lambda.self,
        LayerNormalization.self, LeakyReLU.self, Masking.self, MaxPooling1D.self, MaxPooling2D.self, MaxPooling3D.self,
        Maximum.self, Minimum.self, MixUp.self, Model.self, MultiHeadAttention.self, Multiply.self, Normalization.self,
        PReLU.self, Permute.self, Pipeline.self, RMSNormalization.self, RNN.self, RandomBrightness.self,
        RandomColorDegeneration.self, RandomColorJitter.self, RandomContrast.self, RandomCrop.self, RandomErasing.self,
        RandomFlip.self, RandomGaussianBlur.self, RandomGrayscale.self, RandomHue.self, RandomInvert.self,
        RandomPosterization.self, RandomRotation.self, RandomSaturation.self, RandomSharpness.self, RandomShear.self,
        RandomTranslation.self, RandomZoom.self, ReLU.self, RepeatVector.self, Rescaling.self, Reshape.self,
        Resizing.self, ReversibleEmbedding.self, STFTSpectrogram.self, SeparableConv1D.self, SeparableConv2D.self,
        Sigmoid.self, SimpleRNN.self, SimpleRNNCell.self, Softmax.self, Solarization.self, SpatialDropout1D.self,
        SpatialDropout2D.self, SpatialDropout3D.self, SpectralNormalization.self, StackedRNNCells.self, Subtract.self,
        Tanh.self, TimeDistributed.self, UnitNormalization.self, UpSampling1D.self, UpSampling2D.self,
        UpSampling3D.self, ZeroPadding1D.self, ZeroPadding2D.self, ZeroPadding3D.self,
    ]
}
